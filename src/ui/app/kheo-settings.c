#include "kheo-settings.h"

#define SCHEMA "org.kheo.Kheo"

GSettings *
kheo_settings_get (void)
{
  static GSettings *settings;
  static gsize      looked;

  if (g_once_init_enter (&looked))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema =
          source ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      g_once_init_leave (&looked, 1);
    }
  return settings;
}

int
kheo_settings_get_int (const char *key, int fallback)
{
  GSettings *settings = kheo_settings_get ();

  return settings ? g_settings_get_int (settings, key) : fallback;
}

gboolean
kheo_settings_get_boolean (const char *key, gboolean fallback)
{
  GSettings *settings = kheo_settings_get ();

  return settings ? g_settings_get_boolean (settings, key) : fallback;
}

char *
kheo_settings_dup_string (const char *key)
{
  GSettings *settings = kheo_settings_get ();

  return settings ? g_settings_get_string (settings, key) : g_strdup ("");
}

void
kheo_settings_set_int (const char *key, int value)
{
  GSettings *settings = kheo_settings_get ();

  if (settings != NULL)
    g_settings_set_int (settings, key, value);
}

void
kheo_settings_set_boolean (const char *key, gboolean value)
{
  GSettings *settings = kheo_settings_get ();

  if (settings != NULL)
    g_settings_set_boolean (settings, key, value);
}

void
kheo_settings_set_string (const char *key, const char *value)
{
  GSettings *settings = kheo_settings_get ();

  if (settings != NULL)
    g_settings_set_string (settings, key, value);
}

int
kheo_settings_get_width (const char *column)
{
  GSettings *settings = kheo_settings_get ();
  g_autoptr (GVariant) widths = settings ? g_settings_get_value (settings, "column-widths") : NULL;
  int width = 0;

  if (widths != NULL)
    g_variant_lookup (widths, column, "i", &width);
  return width;
}

void
kheo_settings_set_width (const char *column, int width)
{
  GSettings *settings = kheo_settings_get ();
  g_autoptr (GVariant) widths = NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *name;
  int             other;

  if (settings == NULL || kheo_settings_get_width (column) == width)
    return;
  widths = g_settings_get_value (settings, "column-widths");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{si}"));
  g_variant_iter_init (&iter, widths);
  while (g_variant_iter_next (&iter, "{&si}", &name, &other))
    if (!g_str_equal (name, column))
      g_variant_builder_add (&builder, "{si}", name, other);
  if (width > 0)
    g_variant_builder_add (&builder, "{si}", column, width);
  g_settings_set_value (settings, "column-widths", g_variant_builder_end (&builder));
}

char *
kheo_settings_dup_entry (const char *key, const char *entry)
{
  GSettings *settings = kheo_settings_get ();
  g_autoptr (GVariant) entries = settings ? g_settings_get_value (settings, key) : NULL;
  const char *value = "";

  if (entries != NULL)
    g_variant_lookup (entries, entry, "&s", &value);
  return g_strdup (value);
}

void
kheo_settings_set_entry (const char *key, const char *entry, const char *value)
{
  GSettings *settings = kheo_settings_get ();
  g_autoptr (GVariant) entries = settings ? g_settings_get_value (settings, key) : NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *name;
  const char     *other;

  if (entries == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, entries);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &other))
    if (!g_str_equal (name, entry))
      g_variant_builder_add (&builder, "{ss}", name, other);
  g_variant_builder_add (&builder, "{ss}", entry, value);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}
