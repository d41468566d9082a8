#include "kheo-paper.h"

#include "kheo-error.h"

#include <string.h>

#define SMALLEST_MM 20.0
#define LARGEST_MM  5000.0

typedef struct
{
  const char *name;
  double      width, height; /* millimetres, portrait */
} NamedPaper;

static const NamedPaper named_papers[] = {
  { "A0", 841, 1189 }, { "A1", 594, 841 }, { "A2", 420, 594 },
  { "A3", 297, 420 },  { "A4", 210, 297 }, { "A5", 148, 210 },
};

/* "841x1189mm", also with × and with decimals. */
static gboolean
parse_millimetres (const char *text, double *out_width, double *out_height)
{
  char *end = NULL;

  *out_width = g_ascii_strtod (text, &end);
  if (end == text)
    return FALSE;
  if (g_str_has_prefix (end, "×"))
    end += strlen ("×");
  else if (*end == 'x' || *end == 'X')
    end++;
  else
    return FALSE;

  text = end;
  *out_height = g_ascii_strtod (text, &end);
  return end != text && g_ascii_strcasecmp (end, "mm") == 0;
}

static gboolean
is_sensible (double mm)
{
  return mm >= SMALLEST_MM && mm <= LARGEST_MM; /* also FALSE for NaN */
}

gboolean
kheo_paper_parse (const char *name, gboolean landscape, KheoPaper *out_paper, GError **error)
{
  double width = 0, height = 0;

  g_return_val_if_fail (name != NULL && out_paper != NULL, FALSE);

  if (strcmp (name, "16:9") == 0)
    {
      *out_paper = (KheoPaper){ 960, 540 };
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (named_papers) && width == 0; i++)
    if (g_ascii_strcasecmp (name, named_papers[i].name) == 0)
      {
        width = named_papers[i].width;
        height = named_papers[i].height;
      }
  if (width == 0 && !parse_millimetres (name, &width, &height))
    width = 0;

  if (!is_sensible (width) || !is_sensible (height))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "\"%s\" is no size of paper", name);
      return FALSE;
    }
  if (landscape && width < height)
    {
      double swap = width;

      width = height;
      height = swap;
    }
  *out_paper = (KheoPaper){ width * KHEO_POINTS_PER_MM, height * KHEO_POINTS_PER_MM };
  return TRUE;
}
