/** Names that Windows keeps for its devices, with any ending: no file or folder there can bear them. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a name, which files and folders are named after, can be one on every system. */
export const isFileName = (name: string): boolean => !DEVICE.test(name);

/** What is said of a name that cannot. */
export const FILE_NAME = "a name that Windows does not keep for a device, as it does nul and com1";
