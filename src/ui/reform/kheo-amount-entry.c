#include "kheo-amount-entry.h"

#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SQUARE_METRES 1e6 /* in a square kilometre */
#define BASIS_KEY     "kheo-basis"

const KheoBasis kheo_amount_bases[] = { KHEO_BASIS_POPULATION, KHEO_BASIS_HOUSEHOLDS,
                                        KHEO_BASIS_AREA };
G_STATIC_ASSERT (G_N_ELEMENTS (kheo_amount_bases) == KHEO_N_AMOUNT_BASES);

static double
scale_of (KheoBasis basis)
{
  return basis == KHEO_BASIS_AREA ? SQUARE_METRES : 1;
}

static KheoBasis
basis_of (GtkWidget *entry)
{
  return (KheoBasis) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), BASIS_KEY));
}

/* What is shown must be read as it was meant: numbers are written in the language of the program.
 */
static KheoNumberStyle
number_style (void)
{
  g_autofree char *half = kheo_number_format_decimal (0.5, 1);

  return strchr (half, ',') != NULL ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
}

const char *
kheo_amount_label (KheoBasis basis)
{
  return basis == KHEO_BASIS_POPULATION   ? _ ("People")
         : basis == KHEO_BASIS_HOUSEHOLDS ? _ ("Households")
                                          : _ ("Area, km²");
}

GtkWidget *
kheo_amount_entry_new (KheoBasis basis)
{
  GtkWidget *entry = gtk_entry_new ();

  g_object_set_data (G_OBJECT (entry), BASIS_KEY, GUINT_TO_POINTER (basis));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 9);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), kheo_amount_label (basis));
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_tooltip_text (entry, kheo_amount_label (basis));
  kheo_page_set_label (entry, kheo_amount_label (basis));
  return entry;
}

gboolean
kheo_amount_entry_read (GtkWidget *entry, gint64 *out_amount)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  double      scale = scale_of (basis_of (entry));
  KheoNumber  number;

  *out_amount = -1;
  if (*text == '\0')
    return TRUE;
  if (!kheo_number_parse (text, number_style (), &number) || number.value < 0 || number.percent ||
      number.value * scale > (double) (G_MAXINT64 / 2))
    return FALSE;
  *out_amount = (gint64) (number.value * scale + 0.5);
  return TRUE;
}

void
kheo_amount_entry_write (GtkWidget *entry, gint64 amount)
{
  double           scale = scale_of (basis_of (entry));
  g_autofree char *text = amount < 0  ? g_strdup ("")
                          : scale > 1 ? kheo_number_format_decimal ((double) amount / scale, 4)
                                      : kheo_number_format (amount);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}
