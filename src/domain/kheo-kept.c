#include "kheo-kept.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UNIT_NAME(of)                                                                              \
  "(SELECT name FROM unit_version WHERE unit_id = " of " ORDER BY valid_from DESC LIMIT 1)"

/* How a row of each table is called; its query gives the texts of the format. */
static const struct
{
  const char *table;
  const char *sql;
  const char *format; /* N_() */
  const char *gone;   /* N_(), when only its number or old name is known */
} names[] = {
  { "model", "SELECT name, " UNIT_NAME ("model.unit_id") " FROM model WHERE id = :id",
    N_ ("Model “%s” (%s)"), N_ ("Model “%s”") },
  { "unit", "SELECT " UNIT_NAME ("unit.id") " FROM unit WHERE id = :id", N_ ("Unit “%s”"),
    N_ ("Unit “%s”") },
  { "indicator", "SELECT name FROM indicator WHERE id = :id", N_ ("Indicator “%s”"),
    N_ ("Indicator “%s”") },
  { "figure",
    "SELECT i.name, " UNIT_NAME (
        "f.unit_id") ", f.period FROM figure AS f"
                     " JOIN indicator AS i ON i.id = f.indicator_id WHERE f.id = :id",
    N_ ("Figure “%s” (%s, %s)"), N_ ("Figure %s") },
  { "target",
    "SELECT i.name, " UNIT_NAME (
        "t.unit_id") ", t.period FROM target AS t"
                     " JOIN indicator AS i ON i.id = t.indicator_id WHERE t.id = :id",
    N_ ("Target “%s” (%s, %s)"), N_ ("Target %s") },
  { "task", "SELECT name, " UNIT_NAME ("task.unit_id") " FROM task WHERE id = :id",
    N_ ("Task “%s” (%s)"), N_ ("Task “%s”") },
  { "petition", "SELECT content, " UNIT_NAME ("petition.unit_id") " FROM petition WHERE id = :id",
    N_ ("Petition “%s” (%s)"), N_ ("Petition “%s”") },
  { "import", "SELECT file FROM import WHERE id = :id", N_ ("File “%s”"), N_ ("File “%s”") },
  { "succession",
    "SELECT " UNIT_NAME ("succession.old_id") ", " UNIT_NAME (
        "succession.new_id") " FROM succession WHERE id = :id",
    N_ ("Succession “%s” → “%s”"), N_ ("Succession %s") },
  { "reform", "SELECT title FROM reform WHERE id = :id", N_ ("Reform “%s”"), N_ ("Reform %s") },
  { "unit_group", "SELECT name FROM unit_group WHERE id = :id", N_ ("Group of units “%s”"),
    N_ ("Group of units “%s”") },
  { "chart", "SELECT title FROM chart WHERE id = :id", N_ ("Chart “%s”"), N_ ("Chart “%s”") },
  { "board", "SELECT name FROM board WHERE id = :id", N_ ("Board “%s”"), N_ ("Board “%s”") },
  { "annex_layout", "SELECT name FROM annex_layout WHERE id = :id", N_ ("Layout of annexes “%s”"),
    N_ ("Layout of annexes “%s”") },
  { "attachment", "SELECT name FROM attachment WHERE id = :id", N_ ("Attached file “%s”"),
    N_ ("Attached file “%s”") },
  { "setting", "SELECT key FROM setting WHERE id = :id", N_ ("Setting “%s”"), N_ ("Setting “%s”") },
  { "unit_alias", "SELECT match_key FROM unit_alias WHERE id = :id",
    N_ ("Remembered name of a unit “%s”"), N_ ("Remembered name of a unit %s") },
  { "indicator_alias", "SELECT match_key FROM indicator_alias WHERE id = :id",
    N_ ("Remembered heading “%s”"), N_ ("Remembered heading %s") },
  { "spelling", "SELECT written FROM spelling WHERE id = :id", N_ ("Remembered spelling “%s”"),
    N_ ("Remembered spelling %s") },
  { "mapping", "SELECT coalesce (name, id) FROM mapping WHERE id = :id",
    N_ ("Remembered form “%s”"), N_ ("Remembered form %s") },
};

/* Of these the thing is told that they belong to. */
static const struct
{
  const char *table;
  const char *sql;
  const char *owner;
} parts[] = {
  { "unit_version", "SELECT unit_id FROM unit_version WHERE id = :id", "unit" },
  { "reform_task", "SELECT reform_id FROM reform_task WHERE id = :id", "reform" },
  { "succession_weight", "SELECT succession_id FROM succession_weight WHERE id = :id",
    "succession" },
  { "unit_group_member", "SELECT group_id FROM unit_group_member WHERE id = :id", "unit_group" },
  { "target_before", "SELECT target_id FROM target_before WHERE id = :id", "target" },
  { "board_item", "SELECT board_id FROM board_item WHERE id = :id", "board" },
  { "import_table", "SELECT import_id FROM import_table WHERE id = :id", "import" },
  { "import_row", "SELECT import_id FROM import_row WHERE id = :id", "import" },
};

/* ---- What a row is called ---- */

/* The thing that a row is told as. */
static void
find_owner (KheoDb *db, const char **table, gint64 *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (KheoStmt) stmt = NULL;

      if (strcmp (parts[i].table, *table) != 0)
        continue;
      stmt = kheo_db_prepare (db, parts[i].sql);
      kheo_stmt_bind_int (stmt, ":id", *id);
      if (!kheo_stmt_step (stmt, NULL))
        return;
      *table = parts[i].owner;
      *id = kheo_stmt_get_int (stmt, 0);
      return;
    }
}

static void
note_name_cb (const char *column, const char *before, const char *after, gpointer user_data)
{
  char **name = user_data;

  if (strcmp (column, "name") != 0 && strcmp (column, "title") != 0 &&
      strcmp (column, "content") != 0)
    return;
  g_free (*name);
  *name = g_strdup (after != NULL ? after : before);
}

/* Of a row that is not in the book, as the history knows it. */
static char *
dup_old_name (KheoDb *db, const char *table, gint64 id)
{
  g_autoptr (GPtrArray) actions = kheo_history_list_record (db, table, id, NULL);
  char *name = NULL;

  for (guint i = 0; actions != NULL && i < actions->len && name == NULL; i++)
    kheo_history_diff (db, ((KheoAction *) g_ptr_array_index (actions, i))->id, table, id,
                       note_name_cb, &name, NULL);
  return name != NULL ? name : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static const char *
text_or_dash (KheoStmt *stmt, int column)
{
  const char *text = kheo_stmt_get_text (stmt, column);

  return text != NULL ? text : "–";
}

/* The places of @format filled with what @stmt gives, or with @name. */
static char *
fill (const char *format, KheoStmt *stmt, const char *name)
{
  g_auto (GStrv) pieces = g_strsplit (format, "%s", -1);
  GString *out = g_string_new (pieces[0]);

  for (int i = 1; pieces[i] != NULL; i++)
    {
      g_string_append (out, name != NULL ? name : text_or_dash (stmt, i - 1));
      g_string_append (out, pieces[i]);
    }
  return g_string_free (out, FALSE);
}

/* "Model “…” (Xã Ngọc Chiến)". */
static char *
dup_label (KheoDb *db, const char *table, gint64 id, gboolean *out_present)
{
  g_autofree char *name = NULL;

  *out_present = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KheoStmt) stmt = NULL;

      if (strcmp (names[i].table, table) != 0)
        continue;
      stmt = kheo_db_prepare (db, names[i].sql);
      kheo_stmt_bind_int (stmt, ":id", id);
      *out_present = kheo_stmt_step (stmt, NULL);
      if (*out_present)
        return fill (_ (names[i].format), stmt, NULL);
      name = dup_old_name (db, table, id);
      return fill (_ (names[i].gone), NULL, name);
    }
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
}

/* ---- Lines ---- */

static void
line_free (gpointer data)
{
  KheoKeptLine *line = data;

  g_free (line->text);
  g_free (line);
}

static char *
dup_reason (KheoDb *db, const KheoKept *kept, const char *label, gboolean present)
{
  const char      *table = kept->by_table;
  gint64           id = kept->by_id;
  gboolean         by_present = FALSE;
  g_autofree char *by = NULL;

  if (strcmp (kept->why, KHEO_KEPT_EDITED) == 0)
    return g_strdup_printf (present ? _ ("%s: kept, because it was edited since.")
                                    : _ ("%s: was deleted since."),
                            label);
  if (table == NULL)
    return g_strdup_printf (present
                                ? _ ("%s: kept, because others depend on it.")
                                : _ ("%s: cannot come back, because another has its place now."),
                            label);
  find_owner (db, &table, &id);
  by = dup_label (db, table, id, &by_present);
  /* TRANSLATORS: a record, then the one that depends on it or that it depends on. */
  return g_strdup_printf (strcmp (kept->why, KHEO_KEPT_NEEDS) == 0
                              ? _ ("%s: left as it is, because this is not in the book: %s.")
                              : _ ("%s: kept, because this depends on it: %s."),
                          label, by);
}

static gboolean
is_told_with_others (const char *table)
{
  return strcmp (table, "import") == 0;
}

static KheoKeptLine *
line_new (KheoDb *db, const KheoKept *kept, const char *table, gint64 id)
{
  KheoKeptLine    *line = g_new0 (KheoKeptLine, 1);
  gboolean         present = FALSE;
  g_autofree char *label = dup_label (db, table, id, &present);

  line->text = dup_reason (db, kept, label, present);
  line->why = kept->why;
  line->reg = present ? kheo_register_find (table) : NULL;
  line->id = id;
  return line;
}

GPtrArray *
kheo_kept_describe (KheoDb *db, const GArray *kept, guint limit, GError **error)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_return_val_if_fail (db != NULL && kept != NULL, lines);

  for (guint i = 0; i < kept->len && (limit == 0 || lines->len < limit); i++)
    {
      const KheoKept *row = &g_array_index (kept, KheoKept, i);
      const char     *table = row->table;
      gint64          id = row->id;

      find_owner (db, &table, &id);
      if (!is_told_with_others (table) &&
          (id == 0 || g_hash_table_add (seen, g_memdup2 (&id, sizeof id))))
        g_ptr_array_add (lines, line_new (db, row, table, id));
    }
  return lines;
}

/* ---- In short ---- */

static gboolean
is_part (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].table, table) == 0)
      return TRUE;
  return is_told_with_others (table);
}

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
kheo_kept_dup_summary (const GArray *kept)
{
  guint    edited = 0, used = 0, needs = 0;
  GString *text = NULL;

  if (kept == NULL || kept->len == 0)
    return NULL;
  for (guint i = 0; i < kept->len; i++)
    {
      const KheoKept *row = &g_array_index (kept, KheoKept, i);

      if (strcmp (row->why, KHEO_KEPT_EDITED) == 0)
        edited++;
      else if (!is_part (row->table) && strcmp (row->why, KHEO_KEPT_NEEDS) == 0)
        needs++;
      else if (!is_part (row->table))
        used++;
    }
  text = g_string_new (NULL);
  if (edited > 0)
    append_sentence (
        text,
        g_strdup_printf (ngettext ("%u record was edited since and stays as it is.",
                                   "%u records were edited since and stay as they are.", edited),
                         edited));
  if (used > 0)
    append_sentence (
        text, g_strdup_printf (ngettext ("%u record stays because others depend on it.",
                                         "%u records stay because others depend on them.", used),
                               used));
  if (needs > 0)
    append_sentence (
        text,
        g_strdup_printf (ngettext ("%u record cannot be changed back because what it belongs "
                                   "to is gone.",
                                   "%u records cannot be changed back because what they belong "
                                   "to is gone.",
                                   needs),
                         needs));
  return g_string_free (text, FALSE);
}
