/* Storage that fails or a program that dies at one exact call, below a watched folder. Preloaded into a program under test.
 *
 * Counted, once armed: every write, sync, cut, unlink, rename, mkdir, and every open for writing, of paths that begin with
 * KZZQ_FAULT_FOLDER. Writes through memory maps (the -shm file) cannot be seen; they are no storage, each start makes them anew.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

/* The order is that of MODES in faulty_disk.py. */
enum mode {
    COUNT, /* nothing happens */
    BAD,   /* from the point on every call fails with EIO */
    FULL,  /* the same with ENOSPC */
    TORN,  /* the write at the point does a third of its work, then everything fails with EIO */
    ONCE,  /* only the call at the point fails with EIO */
    KILL,  /* the program is killed before the call */
    CUT,   /* the program is killed when a third of the write at the point is done */
    POWER, /* the current goes before the call: of all that was written but not yet synced a seeded half is lost */
};
enum fate { GO, PART, PART_THEN_DIE, FAIL };

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILES 64

static int armed;
static enum mode mode;
static long point, calls;
static unsigned long luck;
static char trace[1 << 20]; /* of each call a letter for what it did and the last letter of the path */

/* What a power cut may take back: the bytes that each write since the file's last sync found in its place. */
struct written {
    struct written *before;
    int file;
    off_t at;
    size_t length, had;
    char *bytes;
};
static struct { dev_t device; ino_t inode; int fd; off_t synced_size; } files[FILES];
static int file_count;
static struct written *unsynced;

void kzzq_fault_arm(long at, int how, unsigned long seed)
{
    point = at, mode = how, luck = seed * 2 + 1, calls = 0, armed = 1;
}

void kzzq_fault_disarm(void)
{
    armed = 0;
}

const char *kzzq_fault_trace(void)
{
    return trace;
}

/* Both note down the call at hand where it is one to be counted. */
static int named(const char *path, char what)
{
    const char *folder = getenv("KZZQ_FAULT_FOLDER");
    if (!armed || !folder || !path || !*path || strncmp(path, folder, strlen(folder)))
        return 0;
    if (2 * calls + 2 >= (long)sizeof trace)
        abort();
    trace[2 * calls] = what;
    trace[2 * calls + 1] = path[strlen(path) - 1];
    trace[2 * ++calls] = 0;
    return 1;
}

static int watched(int fd, char what)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = armed ? readlink(link, path, sizeof path - 1) : -1;
    path[length < 0 ? 0 : length] = 0;
    return named(path, what);
}

static int coin(void)
{
    luck = luck * 6364136223846793005UL + 1442695040888963407UL;
    return luck >> 63;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/* Our own descriptor of a file stays open for good: closing it would drop the locks the program holds on the file. */
static int file_of(int fd)
{
    struct stat found;
    char link[64];
    if (fstat(fd, &found) || !S_ISREG(found.st_mode))
        return -1;
    for (int i = 0; i < file_count; i++)
        if (files[i].device == found.st_dev && files[i].inode == found.st_ino)
            return i;
    if (file_count == FILES)
        abort();
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    files[file_count].fd = REAL(open)(link, O_RDWR | O_CLOEXEC);
    files[file_count].device = found.st_dev, files[file_count].inode = found.st_ino;
    files[file_count].synced_size = found.st_size;
    return file_count++;
}

static void remember(int fd, off_t at, size_t length)
{
    int file = mode == POWER ? file_of(fd) : -1;
    if (file < 0)
        return;
    struct written *one = malloc(sizeof *one);
    *one = (struct written){unsynced, file, at, length, 0, malloc(length)};
    ssize_t had = pread(files[file].fd, one->bytes, length, at);
    one->had = had < 0 ? 0 : had;
    unsynced = one;
}

static void forget(int fd)
{
    int file = mode == POWER ? file_of(fd) : -1;
    struct stat found;
    if (file < 0 || fstat(fd, &found))
        return;
    files[file].synced_size = found.st_size;
    for (struct written **link = &unsynced; *link;)
        if ((*link)->file == file) {
            struct written *gone = *link;
            *link = gone->before;
            free(gone->bytes);
            free(gone);
        } else
            link = &(*link)->before;
}

static void lose_unsynced(void)
{
    off_t sizes[FILES];
    for (int i = 0; i < file_count; i++)
        sizes[i] = files[i].synced_size;
    for (struct written *one = unsynced; one; one = one->before) {
        off_t end = one->length ? one->at + (off_t)one->length : 0;
        if (coin()) {
            memset(one->bytes + one->had, 0, one->length - one->had);
            if (REAL(pwrite)(files[one->file].fd, one->bytes, one->length, one->at) < 0)
                abort();
        } else if (sizes[one->file] < end)
            sizes[one->file] = end;
    }
    for (int i = 0; i < file_count; i++)
        if (REAL(ftruncate)(files[i].fd, sizes[i]))
            abort();
}

/* Decide what becomes of the call just counted; errno is set for a failing one. */
static enum fate fate_of(int writes)
{
    int here = calls == point, past = point > 0 && calls >= point;
    errno = mode == FULL ? ENOSPC : EIO;
    switch (mode) {
    case BAD:
    case FULL:
        return past ? FAIL : GO;
    case TORN:
        return here && writes ? PART : past ? FAIL : GO;
    case ONCE:
        return here ? FAIL : GO;
    case CUT:
        if (here && writes)
            return PART_THEN_DIE;
        break;
    case POWER:
        if (here)
            lose_unsynced();
        break;
    default:
        break;
    }
    if (here && mode >= KILL)
        die();
    return GO;
}

#define WRITING(fd, at, length, whole, part)                                                                                   \
    if (!watched(fd, 'w'))                                                                                                     \
        return whole;                                                                                                          \
    enum fate fate = fate_of(1);                                                                                               \
    if (fate == FAIL)                                                                                                          \
        return -1;                                                                                                             \
    if (fate == GO) {                                                                                                          \
        remember(fd, at, length);                                                                                              \
        return whole;                                                                                                          \
    }                                                                                                                          \
    ssize_t done = part;                                                                                                       \
    if (fate == PART_THEN_DIE)                                                                                                 \
        die();                                                                                                                 \
    return done;

static off_t place(int fd)
{
    return fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at)
{
    WRITING(fd, at, length, REAL(pwrite)(fd, data, length, at), REAL(pwrite)(fd, data, length / 3, at))
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at)
{
    WRITING(fd, at, length, REAL(pwrite64)(fd, data, length, at), REAL(pwrite64)(fd, data, length / 3, at))
}

ssize_t write(int fd, const void *data, size_t length)
{
    WRITING(fd, place(fd), length, REAL(write)(fd, data, length), REAL(write)(fd, data, length / 3))
}

ssize_t sendfile(int fd, int from, off_t *at, size_t length)
{
    WRITING(fd, place(fd), length, REAL(sendfile)(fd, from, at, length), REAL(sendfile)(fd, from, at, length / 3))
}

ssize_t sendfile64(int fd, int from, off64_t *at, size_t length)
{
    WRITING(fd, place(fd), length, REAL(sendfile64)(fd, from, at, length), REAL(sendfile64)(fd, from, at, length / 3))
}

#define SYNCING(name)                                                                                                          \
    int name(int fd)                                                                                                           \
    {                                                                                                                          \
        int counted = watched(fd, 's');                                                                                        \
        if (counted && fate_of(0) == FAIL)                                                                                     \
            return -1;                                                                                                         \
        int done = REAL(name)(fd);                                                                                             \
        if (counted && done == 0)                                                                                              \
            forget(fd);                                                                                                        \
        return done;                                                                                                           \
    }
SYNCING(fsync)
SYNCING(fdatasync)

/* A cut lasts at once; what was written before it and lies within it may still be lost. */
static void clip(int fd, off_t length)
{
    int file = mode == POWER ? file_of(fd) : -1;
    if (file < 0)
        return;
    files[file].synced_size = length;
    for (struct written *one = unsynced; one; one = one->before)
        if (one->file == file && one->at + (off_t)one->length > length) {
            one->length = one->at < length ? length - one->at : 0;
            one->had = one->had < one->length ? one->had : one->length;
        }
}

#define CUTTING(name, kind)                                                                                                    \
    int name(int fd, kind length)                                                                                              \
    {                                                                                                                          \
        int counted = watched(fd, 'c');                                                                                        \
        if (counted && fate_of(0) == FAIL)                                                                                     \
            return -1;                                                                                                         \
        int done = REAL(name)(fd, length);                                                                                     \
        if (counted && done == 0)                                                                                              \
            clip(fd, length);                                                                                                  \
        return done;                                                                                                           \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

#define NAMING(name, parameters, arguments, path)                                                                              \
    int name parameters { return named(path, 'n') && fate_of(0) == FAIL ? -1 : REAL(name) arguments; }
NAMING(unlink, (const char *path), (path), path)
NAMING(unlinkat, (int folder, const char *path, int flags), (folder, path, flags), path)
NAMING(rename, (const char *from, const char *to), (from, to), to)
NAMING(mkdir, (const char *path, mode_t rights), (path, rights), path)

#define OPENING(name)                                                                                                          \
    int name(const char *path, int flags, ...)                                                                                 \
    {                                                                                                                          \
        va_list rest;                                                                                                          \
        va_start(rest, flags);                                                                                                 \
        int rights = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;                                                  \
        va_end(rest);                                                                                                          \
        int writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC);                                                          \
        return writes && named(path, 'o') && fate_of(0) == FAIL ? -1 : REAL(name)(path, flags, rights);                        \
    }
OPENING(open)
OPENING(open64)
