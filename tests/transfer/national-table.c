#include "national-table.h"

#include <string.h>

#define N_NEW      3321u
#define N_PURE     137u
#define N_REUSED   2180u
#define STEP       6u /* groups from one divided unit to the next */
#define MOST_HEIRS 5u

/* Codes of the provinces that each of the 34 is made of, its own first. */
static const char *const provinces[] = {
  "01",    "04",       "08 02",    "10 15", "11",    "12",       "14",    "19 06",    "20",
  "22",    "25 26 17", "27 24",    "31 30", "33 34", "37 35 36", "38",    "40",       "42",
  "45 44", "46",       "48 49",    "51 62", "56 58", "64 52",    "66 54", "68 67 60", "72 80",
  "75 70", "79 74 77", "86 83 84", "87 82", "89 91", "92 94 93", "96 95",
};

typedef struct
{
  char **cells; /* of the list: province, code, district, code, commune, code */
  guint  first; /* group */
  guint  n;     /* groups that it goes to */
} Old;

typedef struct
{
  NationalTable *table;
  GPtrArray     *lines; /* char** */
  GHashTable    *codes; /* of the list, borrowed, and of new units */
  GString       *csv;
  guint          n_old; /* of the whole country */
  guint          next_code;
  guint          done_old; /* units told of … */
  guint          done_new; /* … and what they became: for even shares */
  guint          done_pure;
  guint          left[MOST_HEIRS + 1]; /* by number of heirs: units to be divided so */
} Maker;

static gboolean
is_of (char **cells, char **codes)
{
  return g_strv_contains ((const char *const *) codes, cells[1]);
}

static void
read_list (Maker *maker, const char *list)
{
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char **cells = g_strsplit (g_strchomp (lines[i]), ",", -1);

      if (g_strv_length (cells) < 6)
        {
          g_strfreev (cells);
          continue;
        }
      g_ptr_array_add (maker->lines, cells);
      g_hash_table_add (maker->codes, g_strdup (cells[5]));
    }
  maker->n_old = maker->lines->len;
}

/* An island district had no communes: it is the old unit itself. */
static const char *
name_of (const Old *old)
{
  return old->cells[4][0] != '\0' ? old->cells[4] : old->cells[2];
}

static const char *
code_of (const Old *old)
{
  return old->cells[4][0] != '\0' ? old->cells[5] : old->cells[3];
}

static gboolean
is_island (const Old *old)
{
  return old->cells[4][0] == '\0';
}

static const char *
bare_name (const Old *old)
{
  static const char *const prefixes[] = { "Xã ", "Phường ", "Thị trấn ", "Huyện " };
  const char              *name = name_of (old);

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return name + strlen (prefixes[i]);
  return name;
}

static char *
make_code (Maker *maker)
{
  char *code;

  do
    code = g_strdup_printf ("%05u", ++maker->next_code);
  while (g_hash_table_contains (maker->codes, code) && (g_free (code), TRUE));
  g_hash_table_add (maker->codes, g_strdup (code));
  return code;
}

/* A name that no other new unit of the province bears; @like is what a table would choose. */
static char *
make_name (GHashTable *names, const char *prefix, const Old *like)
{
  char *name = g_strconcat (prefix, bare_name (like), NULL);

  for (guint n = 2; !g_hash_table_add (names, g_strdup (name)); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%s %u", prefix, bare_name (like), n);
    }
  return name;
}

/* ---- Groups ---- */

/* Islands and @n_pure others alone, each a group; of the rest the groups are as even as can be.
 * Gives the number of groups. */
static guint
group (Old *olds, guint n, guint n_new, guint n_pure)
{
  guint n_alone = 0;
  guint n_islands = 0;
  guint rest, groups;
  guint at = 0;

  for (guint i = 0; i < n; i++)
    n_islands += is_island (&olds[i]);
  n_pure = MAX (n_pure, n_islands);
  rest = n - n_pure;
  groups = n_new - n_pure;
  for (guint i = 0; i < n; i++)
    {
      gboolean alone = is_island (&olds[i]) || (n_pure - n_islands > 0 && !is_island (&olds[i]) &&
                                                i + (n_pure - n_islands) + n_islands >= n);

      olds[i].n = 1;
      if (alone)
        {
          n_pure -= !is_island (&olds[i]);
          olds[i].first = n_new - 1 - n_alone++;
        }
      else
        {
          olds[i].first = MIN ((guint) ((guint64) at * groups / rest), groups - 1);
          at++;
        }
    }
  return groups;
}

/* The last unit of every sixth group goes on into those behind it, too. */
static void
divide (Maker *maker, Old *olds, guint n, guint groups)
{
  guint heirs = MOST_HEIRS;

  for (guint i = 0; i + 1 < n; i++)
    {
      if (olds[i].first >= groups || olds[i].first % STEP != 0 ||
          olds[i + 1].first == olds[i].first)
        continue;
      while (heirs > 1 && (maker->left[heirs] == 0 || olds[i].first + heirs > groups))
        heirs--;
      if (heirs < 2)
        heirs = 1;
      olds[i].n = heirs;
      if (heirs > 1)
        maker->left[heirs]--;
      heirs = MOST_HEIRS;
    }
}

/* ---- Rows ---- */

typedef struct
{
  char    *name;
  char    *code;
  gboolean same; /* it goes on as it was */
} New;

static void
new_clear (New *unit)
{
  g_free (unit->name);
  g_free (unit->code);
}

static New
make_new (Maker *maker, GHashTable *names, const Old *like, gboolean alone)
{
  gboolean    ward = g_str_has_prefix (name_of (like), "Phường");
  const char *prefix = is_island (like) ? "Đặc khu " : ward ? "Phường " : "Xã ";
  New         unit = { NULL, NULL, FALSE };

  if (alone && !is_island (like) && maker->done_pure % 2 == 0 &&
      g_hash_table_add (names, g_strdup (name_of (like))))
    {
      unit = (New){ g_strdup (name_of (like)), g_strdup (code_of (like)), TRUE };
      return unit;
    }
  unit.name = make_name (names, prefix, like);
  /* Evenly over the country, so that the last group has its share. */
  if (!is_island (like) &&
      maker->table->n_reused * (guint64) N_NEW <= (guint64) maker->done_new * N_REUSED)
    {
      unit.code = g_strdup (code_of (like));
      maker->table->n_reused++;
    }
  else
    unit.code = make_code (maker);
  return unit;
}

static void
write_row (
    Maker *maker, const char *province, const char *province_code, const New *unit, const Old *old)
{
  g_string_append_printf (maker->csv, "%s (%s),%s,%s,%s,%s,%s,%s (%s),%s (%s),\n", province,
                          province_code, unit->name, unit->code, name_of (old), code_of (old),
                          unit->same   ? "Giữ nguyên"
                          : old->n > 1 ? "Nhập một phần"
                                       : "Nhập toàn bộ",
                          old->cells[2], old->cells[3], old->cells[0], old->cells[1]);
  maker->table->n_rows++;
}

/* The units of each group, as they come. */
static void
write_groups (Maker *maker, Old *olds, guint n, guint n_new, char **province)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *sizes = g_new0 (guint, n_new);
  g_autofree guint *likes = g_new0 (guint, n_new);

  for (guint i = 0; i < n; i++)
    for (guint g = olds[i].first; g < olds[i].first + olds[i].n; g++)
      {
        /* The last that is its own: no two groups are called after the same. */
        if (g == olds[i].first)
          likes[g] = i;
        sizes[g]++;
      }
  for (guint g = 0; g < n_new; g++)
    {
      const Old *like = &olds[likes[g]];
      New        unit = make_new (maker, names, like, sizes[g] == 1 && like->n == 1);

      if (sizes[g] == 1 && like->n == 1)
        maker->done_pure++;
      for (guint i = 0; i < n; i++)
        if (olds[i].first <= g && g < olds[i].first + olds[i].n)
          write_row (maker, province[0], province[1], &unit, &olds[i]);
      maker->done_new++;
      new_clear (&unit);
    }
}

static guint
share (guint whole, guint part, guint of)
{
  return (guint) ((guint64) whole * part / of);
}

static void
add_province (Maker *maker, const char *made_of)
{
  g_auto (GStrv) codes = g_strsplit (made_of, " ", -1);
  g_autoptr (GArray) olds = g_array_new (FALSE, TRUE, sizeof (Old));
  char           **province = NULL;
  g_autofree char *heading = NULL;
  guint            n_new, n_pure, groups, until;

  for (guint i = 0; i < maker->lines->len; i++)
    {
      Old old = { .cells = maker->lines->pdata[i] };

      if (!is_of (old.cells, codes))
        continue;
      if (strcmp (old.cells[1], codes[0]) == 0)
        province = old.cells;
      g_array_append_val (olds, old);
    }
  g_assert_nonnull (province);
  until = maker->done_old + olds->len;
  n_new = share (N_NEW, until, maker->n_old) - share (N_NEW, maker->done_old, maker->n_old);
  n_pure = share (N_PURE, until, maker->n_old) - share (N_PURE, maker->done_old, maker->n_old);
  maker->done_old = until;
  heading = g_utf8_strup (province[0], -1);
  g_string_append_printf (maker->csv, "%s,,,,,,,,\n", heading);
  groups = group ((Old *) (gpointer) olds->data, olds->len, n_new, n_pure);
  divide (maker, (Old *) (gpointer) olds->data, olds->len, groups);
  write_groups (maker, (Old *) (gpointer) olds->data, olds->len, n_new, province);
  for (guint i = 0; i < olds->len; i++)
    {
      const Old  *old = &g_array_index (olds, Old, i);
      NationalOld told = { g_strdup (code_of (old)), old->n };

      g_array_append_val (maker->table->olds, told);
      maker->table->n_parts[old->n]++;
    }
  maker->table->n_new += n_new;
  maker->table->n_provinces++;
}

static void
clear_old (gpointer old)
{
  g_free (((NationalOld *) old)->code);
}

NationalTable *
national_table_new (const char *list, guint most)
{
  NationalTable *self = g_new0 (NationalTable, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Maker maker = { .table = self, .lines = lines, .codes = codes, .left = { 0, 0, 397, 58, 15, 1 } };

  self->olds = g_array_new (FALSE, FALSE, sizeof (NationalOld));
  g_array_set_clear_func (self->olds, clear_old);
  maker.csv = g_string_new (
      "Đơn vị hành chính từ ngày 01/7/2025,,,Đơn vị hành chính trước ngày 01/7/2025,,,,,\n"
      "\"Tỉnh, thành phố\",Tên Xã mới,Mã Xã mới,Tên Xã cũ,Mã Xã cũ,Ghi chú,Quận/huyện,Tỉnh cũ,\n");
  read_list (&maker, list);
  for (guint p = 0; p < MIN (most, G_N_ELEMENTS (provinces)); p++)
    add_province (&maker, provinces[p]);
  self->n_pure = maker.done_pure;
  self->csv = g_string_free (maker.csv, FALSE);
  return self;
}

void
national_table_free (NationalTable *self)
{
  g_free (self->csv);
  g_array_unref (self->olds);
  g_free (self);
}
