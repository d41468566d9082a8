#include "kheo-registers.h"

#include <string.h>

static const KheoRegister *const registers[] = {
  &kheo_register_models,  &kheo_register_units, &kheo_register_figures,   &kheo_register_indicators,
  &kheo_register_targets, &kheo_register_tasks, &kheo_register_petitions, NULL,
};

const KheoRegister *
kheo_register_find (const char *name_or_table)
{
  g_return_val_if_fail (name_or_table != NULL, NULL);

  for (guint i = 0; registers[i] != NULL; i++)
    if (strcmp (registers[i]->name, name_or_table) == 0 ||
        strcmp (registers[i]->table, name_or_table) == 0)
      return registers[i];
  return NULL;
}

const KheoRegister *const *
kheo_registers_list (void)
{
  return registers;
}
