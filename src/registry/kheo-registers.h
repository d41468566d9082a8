/*
 * The registers of the program.  Field names here are SQL columns, JSON keys and record indexes.
 */
#pragma once

#include "kheo-field.h"

G_BEGIN_DECLS

/* By name ("models") or by SQL table ("model"); NULL when unknown. */
const KheoRegister *kheo_register_find (const char *name_or_table);
/* All, in the order of the window's pages; NULL-terminated. */
const KheoRegister *const *kheo_registers_list (void);

/*
 * models: one "Dân vận khéo" model in one year of registration.
 *   name*, unit_id* (commune or other unit that carries it out), owner (organisation as written),
 *   kind* collective|individual, field* economy|culture-society|defence-security|political-system,
 *   year*, registered_on, origin new|maintained, person, post, address, participants, budget
 * (đồng), status registered|running|recognised|outstanding|commended|stopped, level
 * commune|district|province|central, content, result, ended_on, end_reason, parent_id (replicated
 * from), code, note; derived: import_id, import_sheet (text), import_row (1-based).      (*
 * required)
 */
extern const KheoRegister kheo_register_models;
enum
{
  KHEO_MODEL_NAME,
  KHEO_MODEL_UNIT,
  KHEO_MODEL_OWNER,
  KHEO_MODEL_KIND,
  KHEO_MODEL_FIELD,
  KHEO_MODEL_YEAR,
  KHEO_MODEL_REGISTERED_ON,
  KHEO_MODEL_ORIGIN,
  KHEO_MODEL_PERSON,
  KHEO_MODEL_POST,
  KHEO_MODEL_ADDRESS,
  KHEO_MODEL_PARTICIPANTS,
  KHEO_MODEL_BUDGET,
  KHEO_MODEL_STATUS,
  KHEO_MODEL_LEVEL,
  KHEO_MODEL_CONTENT,
  KHEO_MODEL_RESULT,
  KHEO_MODEL_ENDED_ON,
  KHEO_MODEL_END_REASON,
  KHEO_MODEL_PARENT,
  KHEO_MODEL_CODE,
  KHEO_MODEL_NOTE,
  KHEO_MODEL_IMPORT,
  KHEO_MODEL_IMPORT_SHEET,
  KHEO_MODEL_IMPORT_ROW,
  KHEO_MODEL_N_FIELDS,
};

/*
 * units: what a list of units says of one unit on one day (identity and versions:
 * kheo-unit-table.h). code, name*, type*, parent (unit), valid_from, valid_to, note plus, for
 * sheets only: district_name, district_code, province_name, province_code.
 */
extern const KheoRegister kheo_register_units;
enum
{
  KHEO_UNIT_FIELD_CODE,
  KHEO_UNIT_FIELD_NAME,
  KHEO_UNIT_FIELD_TYPE,
  KHEO_UNIT_FIELD_PARENT,
  KHEO_UNIT_FIELD_VALID_FROM,
  KHEO_UNIT_FIELD_VALID_TO,
  KHEO_UNIT_FIELD_NOTE,
  KHEO_UNIT_FIELD_DISTRICT_NAME,
  KHEO_UNIT_FIELD_DISTRICT_CODE,
  KHEO_UNIT_FIELD_PROVINCE_NAME,
  KHEO_UNIT_FIELD_PROVINCE_CODE,
  KHEO_UNIT_N_FIELDS,
};

G_END_DECLS
