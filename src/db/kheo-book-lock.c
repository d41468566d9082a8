#include "kheo-book-lock.h"

#include <glib/gstdio.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

struct _KheoBookLock
{
  int   fd;
  dev_t device;
  ino_t inode;
};

/* The locks of this process. */
static GMutex  mutex;
static GSList *locks;

gboolean
kheo_file_system_is_remote (guint64 type)
{
  static const guint32 remote[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xfe534d42, /* SMB2 */
    0xff534d42, /* CIFS */
    0x5346414f, /* AFS */
    0x73757245, /* Coda */
    0x00c36400, /* Ceph */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    if ((guint32) type == remote[i])
      return TRUE;
  return FALSE;
}

gboolean
kheo_book_is_remote (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs    info;

  return statfs (folder, &info) == 0 && kheo_file_system_is_remote ((guint64) info.f_type);
}

static gboolean
is_ours (const GStatBuf *info)
{
  for (GSList *l = locks; l != NULL; l = l->next)
    {
      KheoBookLock *lock = l->data;

      if (lock->device == info->st_dev && lock->inode == info->st_ino)
        return TRUE;
    }
  return FALSE;
}

static KheoBookLock *
take (const char *path)
{
  KheoBookLock *self;
  GStatBuf      info;
  int           fd;

  if (g_stat (path, &info) != 0 || is_ours (&info) || kheo_book_is_remote (path))
    return NULL;
  fd = open (path, O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return NULL;
    }
  self = g_new (KheoBookLock, 1);
  *self = (KheoBookLock){ fd, info.st_dev, info.st_ino };
  locks = g_slist_prepend (locks, self);
  return self;
}

KheoBookLock *
kheo_book_lock_take (const char *path)
{
  KheoBookLock *self;

  g_mutex_lock (&mutex);
  self = take (path);
  g_mutex_unlock (&mutex);
  return self;
}

void
kheo_book_lock_free (KheoBookLock *self)
{
  g_mutex_lock (&mutex);
  locks = g_slist_remove (locks, self);
  close (self->fd);
  g_mutex_unlock (&mutex);
  g_free (self);
}
