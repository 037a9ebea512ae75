import { storyInEnglish } from "./story/en.ts";
import { storyInFrench } from "./story/fr.ts";

export const story = { en: storyInEnglish, fr: storyInFrench };
