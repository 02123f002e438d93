/** The archive format, which only the commands of backups need. */
export const loadTar = () => import("modern-tar");
