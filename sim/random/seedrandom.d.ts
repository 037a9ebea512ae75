declare module "seedrandom/seedrandom.js" {
  import seedrandom from "seedrandom";

  export default seedrandom;
}
