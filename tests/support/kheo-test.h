/*
 * What every test needs: waiting without sleeping, a folder that goes away, paths of test data.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* g_test_init(), with the user's own folders (XDG_CACHE_HOME …) in one that goes away with the
 * process.  GLib's G_TEST_OPTION_ISOLATE_DIRS leaks. */
void kheo_test_init (int *argc, char ***argv);

/* Turns the main loop until @condition holds; fails the test after KHEO_TEST_PATIENCE seconds. */
#define KHEO_TEST_PATIENCE 60

#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end = g_get_monotonic_time () + KHEO_TEST_PATIENCE * G_USEC_PER_SEC;               \
                                                                                                   \
    while (!(condition))                                                                           \
      if (!kheo_test_turn (wait_end))                                                              \
        g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC,                          \
                             "waited in vain for " #condition);                                    \
  }                                                                                                \
  G_STMT_END

/* Blocks for one turn of the default main loop; FALSE when @end (monotonic time) has come. */
gboolean kheo_test_turn (gint64 end);

/* A new folder, removed with all that is in it by the free function. */
typedef struct _KheoTestDir KheoTestDir;
KheoTestDir                *kheo_test_dir_new (void);
const char                 *kheo_test_dir_get_path (KheoTestDir *self);
/* The path of @name in the folder; nothing is made. */
char *kheo_test_dir_build (KheoTestDir *self, const char *name);
void  kheo_test_dir_free (KheoTestDir *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoTestDir, kheo_test_dir_free)

/* Path of the shared fixture @name ("models/…"); NULL after g_test_skip() when it is not there. */
char *kheo_test_fixture (const char *name);
/* Path of @name in tests/data; fails the test when it is not there. */
char *kheo_test_data (const char *name);
/* The bytes of a file, which must be readable. */
GBytes *kheo_test_read (const char *path);

G_END_DECLS
