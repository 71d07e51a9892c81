/** Name of the folder in the project that `--backup` writes. */
export const backupFolder = '.acme-upgrade-backup';
