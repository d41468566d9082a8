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

/*
 * indicators: what is counted or measured (sql/002-figures.sql says what the columns mean).
 *   code, name*, unit_of_measure, value_type* count|decimal|money|percent|yes-no, decimals* 0…6,
 *   nature* flow|stock, across_units* sum|ratio|distinct|none, across_time* sum|last|ratio|none,
 *   direction up|down, level hamlet|commune|district|province, frequency
 *   month|quarter|half-year|year|term, parent_id ("trong đó"), section, note.
 */
extern const KheoRegister kheo_register_indicators;
enum
{
  KHEO_INDICATOR_CODE,
  KHEO_INDICATOR_NAME,
  KHEO_INDICATOR_UNIT_OF_MEASURE,
  KHEO_INDICATOR_VALUE_TYPE,
  KHEO_INDICATOR_DECIMALS,
  KHEO_INDICATOR_NATURE,
  KHEO_INDICATOR_ACROSS_UNITS,
  KHEO_INDICATOR_ACROSS_TIME,
  KHEO_INDICATOR_DIRECTION,
  KHEO_INDICATOR_LEVEL,
  KHEO_INDICATOR_FREQUENCY,
  KHEO_INDICATOR_PARENT,
  KHEO_INDICATOR_SECTION,
  KHEO_INDICATOR_NOTE,
  KHEO_INDICATOR_N_FIELDS,
};

/*
 * figures: what one unit reported of one indicator for one period; one row each.
 *   indicator_id*, unit_id*, period* (canonical), state* value|nil|missing|not-applicable, value
 * and denominator (amounts: kheo-amount.h says their scale), qualifier more-than|almost|about,
 * reason, note; derived: import_id, import_sheet, import_row, import_column (both 1-based).
 */
extern const KheoRegister kheo_register_figures;
enum
{
  KHEO_FIGURE_INDICATOR,
  KHEO_FIGURE_UNIT,
  KHEO_FIGURE_PERIOD,
  KHEO_FIGURE_STATE,
  KHEO_FIGURE_VALUE,
  KHEO_FIGURE_DENOMINATOR,
  KHEO_FIGURE_QUALIFIER,
  KHEO_FIGURE_REASON,
  KHEO_FIGURE_NOTE,
  KHEO_FIGURE_IMPORT,
  KHEO_FIGURE_IMPORT_SHEET,
  KHEO_FIGURE_IMPORT_ROW,
  KHEO_FIGURE_IMPORT_COLUMN,
  KHEO_FIGURE_N_FIELDS,
};

/* targets: what one unit is to reach of one indicator in one period. */
extern const KheoRegister kheo_register_targets;
enum
{
  KHEO_TARGET_INDICATOR,
  KHEO_TARGET_UNIT,
  KHEO_TARGET_PERIOD,
  KHEO_TARGET_VALUE,
  KHEO_TARGET_DIRECTION, /* at-least, at-most, exactly */
  KHEO_TARGET_DOCUMENT,
  KHEO_TARGET_NOTE,
  KHEO_TARGET_IMPORT,
  KHEO_TARGET_IMPORT_SHEET,
  KHEO_TARGET_IMPORT_ROW,
  KHEO_TARGET_IMPORT_COLUMN,
  KHEO_TARGET_N_FIELDS,
};

/*
 * tasks: what somebody is to do until a day.
 *   name*, unit_id*, first_unit_id (derived: who had it before a reform handed it over), address,
 *   body (organisation as written), person, origin ("Giao ban quý III/2026"), document, given_on,
 *   due_on, state* new|doing|done|stopped, done_on, result, note; derived: import_id, import_sheet,
 *   import_row.
 */
extern const KheoRegister kheo_register_tasks;
enum
{
  KHEO_TASK_NAME,
  KHEO_TASK_UNIT,
  KHEO_TASK_FIRST_UNIT,
  KHEO_TASK_ADDRESS,
  KHEO_TASK_BODY,
  KHEO_TASK_PERSON,
  KHEO_TASK_ORIGIN,
  KHEO_TASK_DOCUMENT,
  KHEO_TASK_GIVEN_ON,
  KHEO_TASK_DUE_ON,
  KHEO_TASK_STATE,
  KHEO_TASK_DONE_ON,
  KHEO_TASK_RESULT,
  KHEO_TASK_NOTE,
  KHEO_TASK_IMPORT,
  KHEO_TASK_IMPORT_SHEET,
  KHEO_TASK_IMPORT_ROW,
  KHEO_TASK_N_FIELDS,
};

/*
 * petitions: what people or a body asked of those who govern, and the answer.
 *   content*, unit_id* (the place), first_unit_id and address as above, source
 *   supervision|criticism|voter-meeting|briefing|citizen, field, received_on, sender_type
 *   person|group|organisation, sender, addressed_to party|government|other, body (which one, as
 *   written), document, sent_on, due_on, state* open|doing|done, answered_on, answer, public
 * yes|no, note; derived: import_id, import_sheet, import_row.
 */
extern const KheoRegister kheo_register_petitions;
enum
{
  KHEO_PETITION_CONTENT,
  KHEO_PETITION_UNIT,
  KHEO_PETITION_FIRST_UNIT,
  KHEO_PETITION_ADDRESS,
  KHEO_PETITION_SOURCE,
  KHEO_PETITION_FIELD,
  KHEO_PETITION_RECEIVED_ON,
  KHEO_PETITION_SENDER_TYPE,
  KHEO_PETITION_SENDER,
  KHEO_PETITION_ADDRESSED_TO,
  KHEO_PETITION_BODY,
  KHEO_PETITION_DOCUMENT,
  KHEO_PETITION_SENT_ON,
  KHEO_PETITION_DUE_ON,
  KHEO_PETITION_STATE,
  KHEO_PETITION_ANSWERED_ON,
  KHEO_PETITION_ANSWER,
  KHEO_PETITION_PUBLIC,
  KHEO_PETITION_NOTE,
  KHEO_PETITION_IMPORT,
  KHEO_PETITION_IMPORT_SHEET,
  KHEO_PETITION_IMPORT_ROW,
  KHEO_PETITION_N_FIELDS,
};

G_END_DECLS
