/* Which registers are plain, and where a sheet holds one. */
#include "kheo-import-plain.h"

#include "kheo-import-block.h"

#include <string.h>

/* A register that is to be read like this needs a line here and a name of its own in
 * KheoImportAs. */
static const struct
{
  KheoImportAs        as;
  const KheoRegister *reg;
} plain[] = { { KHEO_IMPORT_INDICATORS, &kheo_register_indicators },
              { KHEO_IMPORT_TASKS, &kheo_register_tasks },
              { KHEO_IMPORT_PETITIONS, &kheo_register_petitions } };

const KheoRegister *
kheo_plain_register (KheoImportAs as)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].as == as)
      return plain[i].reg;
  return NULL;
}

const KheoRegister *
kheo_plain_nth (guint n)
{
  return n < G_N_ELEMENTS (plain) ? plain[n].reg : NULL;
}

static KheoImportAs
as_of_register (const KheoRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].reg == reg)
      return plain[i].as;
  return KHEO_IMPORT_NOTHING;
}

gboolean
kheo_plain_is (const KheoRegister *reg)
{
  return as_of_register (reg) != KHEO_IMPORT_NOTHING;
}

static int
find_key (const KheoRegister *reg, gboolean required)
{
  for (guint f = 0; f < reg->n_fields; f++)
    if ((reg->fields[f].type == KHEO_FIELD_TEXT || reg->fields[f].type == KHEO_FIELD_LONG_TEXT) &&
        (reg->fields[f].flags & KHEO_FIELD_KEY) != 0 &&
        ((reg->fields[f].flags & KHEO_FIELD_REQUIRED) != 0) == required)
      return (int) f;
  return -1;
}

int
kheo_plain_code_field (const KheoRegister *reg)
{
  return find_key (reg, FALSE);
}

int
kheo_plain_name_field (const KheoRegister *reg)
{
  return find_key (reg, TRUE);
}

int
kheo_plain_unit_field (const KheoRegister *reg)
{
  const KheoMatters *matters = kheo_matters_of (reg);

  return matters != NULL ? (int) matters->unit : -1;
}

/* ---- Headings ---- */

/* What a row would be as the heading of a register. */
typedef struct
{
  guint    n_texts;
  guint    n_fields; /* different ones that are named for certain */
  guint    n_needed; /* … of which a record cannot do without, but for its name */
  gboolean names;
  gboolean places;    /* it says the unit */
  gboolean of_models; /* it names models: then the rest is said of them */
} Heading;

static gboolean
names_model (const char *text)
{
  int field = KHEO_COLUMN_NONE;

  return strlen (text) <= KHEO_HEADING_LENGTH &&
         kheo_heading_score (&kheo_register_models, text, &field) >= KHEO_HEADING_CERTAIN &&
         field == KHEO_MODEL_NAME;
}

static Heading
read_heading (KheoImport *self, const KheoSheet *sheet, guint row, const KheoRegister *reg)
{
  Heading         heading = { 0 };
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);
  guint64         seen = 0;

  for (guint i = 0; i < n && i < KHEO_MAX_COLUMNS; i++)
    {
      const char *text = kheo_cell_text (self, sheet, &cells[i]);
      int         field = KHEO_COLUMN_NONE;

      if (cells[i].type != KHEO_CELL_TEXT || *text == '\0')
        continue;
      heading.n_texts++;
      if (strlen (text) > KHEO_HEADING_LENGTH ||
          kheo_heading_score (reg, text, &field) < KHEO_HEADING_CERTAIN || field < 0 ||
          (seen & (1ull << field)) != 0)
        {
          heading.of_models |= names_model (text);
          continue;
        }
      heading.of_models |= field != kheo_plain_name_field (reg) && names_model (text);
      seen |= 1ull << field;
      heading.n_fields++;
      heading.places |= field == kheo_plain_unit_field (reg);
      if (field == kheo_plain_name_field (reg))
        heading.names = TRUE;
      else
        heading.n_needed += (reg->fields[field].flags & KHEO_FIELD_REQUIRED) != 0;
    }
  return heading;
}

static gboolean
fits (const KheoImport *self, const Heading *heading, KheoPlainFit fit)
{
  if (!heading->names)
    return FALSE;
  if (heading->places)
    return !heading->of_models &&
           (self->options->as != KHEO_IMPORT_AUTO || heading->n_needed >= 2 ||
            (heading->n_fields >= 4 && heading->n_fields * 3 >= heading->n_texts * 2));
  if (heading->n_needed >= 2)
    return TRUE;
  if (fit == KHEO_PLAIN_SURE)
    return FALSE;
  if (self->options->as != KHEO_IMPORT_AUTO)
    return heading->n_fields >= 2;
  return heading->n_fields >= 3 && heading->n_fields * 3 >= heading->n_texts * 2;
}

gboolean
kheo_plain_find (KheoImport          *self,
                 const KheoSheet     *sheet,
                 guint                first,
                 guint                end,
                 KheoPlainFit         fit,
                 KheoImportTableInfo *out_block)
{
  for (guint row = first; row < MIN (end, kheo_sheet_get_n_rows (sheet)); row++)
    for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
      {
        Heading heading = { 0 };

        if (self->options->as != KHEO_IMPORT_AUTO && self->options->as != plain[i].as)
          continue;
        heading = read_heading (self, sheet, row, plain[i].reg);
        if (!fits (self, &heading, fit))
          continue;
        out_block->as = plain[i].as;
        out_block->reg = plain[i].reg;
        out_block->heading_first = row;
        out_block->heading_last = row;
        return TRUE;
      }
  return FALSE;
}
