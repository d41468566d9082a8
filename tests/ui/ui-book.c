#include "ui-book.h"

#include "kheo-digest.h"
#include "kheo-page.h"
#include "kheo-registers.h"
#include "kheo-unit-table.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

/* GTK 4.8 asks where the pointer is for the tooltip of a window that was closed while the tooltip
 * was waited for (gtk_tooltip_show_tooltip: its native has no surface any more), and goes on. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return strstr (message, "gdk_surface_get_device_position: ") == NULL &&
         strstr (message, "_gtk_widget_find_at_coords: ") == NULL;
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (is_fatal (domain, level, message, NULL))
    g_log_default_handler (domain, level, message, NULL);
  else
    g_test_message ("%s", message); /* not "Bail out!" */
}

static gint64
add_unit (KheoDb *db, const char *name, const char *type, const char *code, gint64 parent)
{
  g_autoptr (GError) error = NULL;
  KheoUnitVersion version = { .name = (char *) name,
                              .type = kheo_unit_type_find (type),
                              .code = (char *) code,
                              .parent_id = parent };

  kheo_unit_table_insert (db, &version, &error);
  g_assert_no_error (error);
  return version.unit_id;
}

static void
add_model (KheoDb *db, guint number, gint64 unit, const char *field, const char *kind)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("Mô hình dân vận khéo số %u", number);

  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, kind);
  kheo_record_set_text (record, KHEO_MODEL_FIELD, field);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, number <= 5 ? 2023 : 2024);
  kheo_record_set_text (record, KHEO_MODEL_STATUS, "registered");
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
}

static void
fill (UiBook *self, KheoDb *db)
{
  static const char *const communes[] = { "Xã Ngọc Chiến", "Xã Mường Bú", "Xã Chiềng Lao",
                                          "Xã Tân Tiến" };
  static const struct
  {
    const char *field, *kind;
    guint       n;
  } models[] = {
    { "economy", "collective", 4 },          { "economy", "individual", 2 },
    { "culture-society", "collective", 3 },  { "culture-society", "individual", 1 },
    { "defence-security", "collective", 1 }, { "political-system", "individual", 1 },
  };
  guint number = 0;

  self->province = add_unit (db, "Tỉnh Sơn La", "province", "14", 0);
  self->districts[0] = add_unit (db, "Huyện Mường La", "district", "118", self->province);
  self->districts[1] = add_unit (db, "Huyện Mai Sơn", "district", "125", self->province);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *code = g_strdup_printf ("0%u", 3760 + i);

      self->communes[i] = add_unit (db, communes[i], "commune", code, self->districts[i / 2]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    for (guint k = 0; k < models[i].n; k++, number++)
      add_model (db, number + 1, self->communes[number % 4], models[i].field, models[i].kind);
}

UiBook *
ui_book_new (void)
{
  UiBook *self = g_new0 (UiBook, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *path = NULL;
  KheoDb          *db;

  g_test_log_set_fatal_handler (is_fatal, NULL); /* till the end of this test */
  self->dir = kheo_test_dir_new ();
  path = kheo_test_dir_build (self->dir, "book.kheo");
  db = kheo_book_open_db (path, KHEO_DB_CREATE, &error);
  g_assert_no_error (error);
  kheo_history_begin (db, &error);
  g_assert_no_error (error);
  fill (self, db);
  changes = kheo_history_end (db, "Nhập 12 mô hình", "Người thử", &error);
  g_assert_no_error (error);
  kheo_db_close (db);

  self->book = kheo_book_open (path, 0, &error);
  g_assert_no_error (error);
  self->scope = kheo_scope_new (self->book);
  WAIT_UNTIL (kheo_scope_get_map (self->scope) != NULL);
  return self;
}

void
ui_book_free (UiBook *self)
{
  ui_test_settle ();
  g_clear_object (&self->scope);
  kheo_book_close (self->book);
  /* Answers that are still on their way hold pages, which hold the book: nobody may keep it. */
  g_object_add_weak_pointer (G_OBJECT (self->book), (gpointer *) &self->book);
  g_object_unref (self->book);
  WAIT_UNTIL (self->book == NULL);
  kheo_test_dir_free (self->dir);
  g_free (self);
}

/* ---- Asking the book ---- */

static gpointer
count_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_query_run (db, data, error);
}

static gpointer
digest_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_book_digest (db, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gpointer *answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_assert_no_error (error);
}

guint
ui_book_count (UiBook *self, const KheoQuery *query)
{
  g_autoptr (GArray) ids = NULL;

  kheo_store_read_async (kheo_book_get_store (self->book), count_job, (gpointer) query, NULL,
                         (GDestroyNotify) g_array_unref, NULL, answered_cb, &ids);
  WAIT_UNTIL (ids != NULL);
  return ids->len;
}

char *
ui_book_digest (UiBook *self)
{
  char *digest = NULL;

  kheo_store_read_async (kheo_book_get_store (self->book), digest_job, NULL, NULL, g_free, NULL,
                         answered_cb, &digest);
  WAIT_UNTIL (digest != NULL);
  return digest;
}

/* ---- Running ---- */

gboolean
ui_test_init (int *argc, char ***argv)
{
  /* Not isolated: GTK needs the system's settings schemas, and nothing here writes at home. */
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return FALSE;
    }
  g_log_set_handler ("Gdk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_cb, NULL);
  g_log_set_handler ("Gtk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_cb, NULL);
  adw_init ();
  kheo_ui_init ();
  return TRUE;
}

void
ui_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
ui_test_let_go (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  WAIT_UNTIL (weak == NULL);
}
