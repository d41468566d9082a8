#include "kheo-xlsx.h"

#include "kheo-error.h"

#include <string.h>

/* A <sheet> of the workbook, in its order. */
typedef struct
{
  char          *name;
  char          *relation; /* r:id */
  KheoSheetState state;
} SheetEntry;

/* What one part points to: its relations by id. */
typedef struct
{
  char *target; /* full name of a part */
  char *type;   /* last word of the type's address: "worksheet", "styles" … */
} Relation;

typedef struct
{
  const char *base;      /* the part whose relations these are */
  GHashTable *relations; /* id → Relation */
} RelationReader;

typedef struct
{
  GArray  *entries; /* SheetEntry */
  gboolean is_1904;
} WorkbookReader;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->target);
  g_free (relation->type);
  g_free (relation);
}

static void
entry_clear (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
}

static void
ignore_end (KheoXml *xml, const char *name)
{
}

static void
ignore_text (KheoXml *xml, const char *text, gsize length)
{
}

/* @target as @base refers to it: "/xl/a.xml", "a.xml" and "../xl/a.xml" beside "xl/b.xml" are the
 * same part. */
static char *
resolve_target (const char *base, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *joined = g_strjoin ("/", *target == '/' ? "" : folder, target, NULL);
  g_auto (GStrv) words = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **word = words; *word != NULL; word++)
    if (strcmp (*word, "..") == 0)
      g_ptr_array_set_size (kept, kept->len > 0 ? (int) kept->len - 1 : 0);
    else if (**word != '\0' && strcmp (*word, ".") != 0)
      g_ptr_array_add (kept, *word);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
relation_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  RelationReader  *self = xml->reader;
  g_autofree char *id = kheo_xml_dup (attributes, "Id");
  g_autofree char *target = kheo_xml_dup (attributes, "Target");
  g_autofree char *type = kheo_xml_dup (attributes, "Type");
  const char      *slash = type != NULL ? strrchr (type, '/') : NULL;
  Relation        *relation;

  if (strcmp (name, "Relationship") != 0 || id == NULL || target == NULL || slash == NULL ||
      kheo_xml_equals (attributes, "TargetMode", "External"))
    return;
  relation = g_new0 (Relation, 1);
  relation->target = resolve_target (self->base, target);
  relation->type = g_strdup (slash + 1);
  g_hash_table_replace (self->relations, g_steal_pointer (&id), relation);
}

/* The relations of the part @base; "" for those of the whole file. */
static GHashTable *
read_relations (KheoZip *zip, const char *base, GError **error)
{
  static const KheoXmlHandler handler = { relation_cb, ignore_end, ignore_text };
  g_autofree char            *file = *base == '\0' ? g_strdup ("") : g_path_get_basename (base);
  g_autofree char            *beside = g_strdup_printf ("_rels/%s.rels", file);
  g_autofree char            *part = resolve_target (base, beside);
  RelationReader              reader = { base };

  reader.relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  if (kheo_xml_read_part (zip, part, &handler, &reader, error))
    return reader.relations;
  g_hash_table_unref (reader.relations);
  return NULL;
}

static const char *
find_relation (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((Relation *) value)->type, type) == 0)
      return ((Relation *) value)->target;
  return NULL;
}

static void
workbook_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  WorkbookReader *self = xml->reader;
  SheetEntry      entry = { 0 };

  if (strcmp (name, "workbookPr") == 0)
    self->is_1904 = kheo_xml_get_bool (attributes, "date1904", FALSE);
  if (strcmp (name, "sheet") != 0)
    return;

  entry.name = kheo_xml_dup (attributes, "name");
  entry.relation = kheo_xml_dup (attributes, "id");
  if (kheo_xml_equals (attributes, "state", "hidden"))
    entry.state = KHEO_SHEET_HIDDEN;
  else if (kheo_xml_equals (attributes, "state", "veryHidden"))
    entry.state = KHEO_SHEET_VERY_HIDDEN;
  g_array_append_val (self->entries, entry);
}

/* The workbook's own part. */
static char *
find_workbook (KheoZip *zip, GError **error)
{
  g_autoptr (GHashTable) relations = read_relations (zip, "", error);
  const char *target;

  if (relations == NULL)
    return NULL;
  target = find_relation (relations, "officeDocument");
  if (target == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an Office file without a document");
      return NULL;
    }
  if (g_str_has_suffix (target, ".bin"))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "xlsb: a binary workbook");
      return NULL;
    }
  return g_strdup (target);
}

static gboolean
read_sheets (KheoXlsx *self, GArray *entries, GHashTable *relations, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const SheetEntry *entry = &g_array_index (entries, SheetEntry, i);
      const Relation   *relation = NULL;
      KheoSheet        *sheet;

      if (entry->relation != NULL)
        relation = g_hash_table_lookup (relations, entry->relation);
      if (relation == NULL)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "sheet “%s” leads nowhere",
                       entry->name);
          return FALSE;
        }
      if (strcmp (relation->type, "worksheet") != 0)
        continue; /* a chart or a dialogue: no cells */
      sheet = kheo_workbook_add_sheet (self->workbook, entry->name, entry->state, error);
      if (sheet == NULL || !kheo_xlsx_read_sheet (self, relation->target, sheet, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_parts (KheoXlsx *self, const char *part, GArray *entries, GError **error)
{
  static const KheoXmlHandler handler = { workbook_cb, ignore_end, ignore_text };
  g_autoptr (GHashTable) relations = read_relations (self->zip, part, error);
  WorkbookReader reader = { entries };
  const char    *styles, *strings;

  if (relations == NULL || !kheo_xml_read_part (self->zip, part, &handler, &reader, error))
    return FALSE;
  self->is_1904 = reader.is_1904;
  if (entries->len == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an Office file without sheets");
      return FALSE;
    }
  styles = find_relation (relations, "styles");
  strings = find_relation (relations, "sharedStrings");
  return (styles == NULL || kheo_xlsx_read_styles (self, styles, error)) &&
         (strings == NULL || kheo_xlsx_read_strings (self, strings, error)) &&
         read_sheets (self, entries, relations, error);
}

KheoWorkbook *
kheo_xlsx_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoZip) zip = kheo_zip_open (bytes, progress, error);
  g_autofree char *part = zip != NULL ? find_workbook (zip, error) : NULL;
  g_autoptr (KheoWorkbook) workbook = NULL;
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (SheetEntry));
  g_autoptr (GArray) strings = g_array_new (FALSE, FALSE, sizeof (KheoText));
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  KheoXlsx self = { NULL, zip, FALSE, strings, styles };

  if (part == NULL)
    return NULL;
  g_array_set_clear_func (entries, entry_clear);
  self.workbook = workbook = kheo_workbook_new ("xlsx");
  if (!read_parts (&self, part, entries, error))
    return NULL;
  return g_steal_pointer (&workbook);
}
