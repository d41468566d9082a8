/*
 * One description per field: form, columns, filters, import headings, export, history and search
 * are all made from it.  A register is a table of such descriptions over one SQL table.  All static
 * data; any thread.
 */
#pragma once

#include "kheo-value.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_FIELD_TEXT,      /* one line */
  KHEO_FIELD_LONG_TEXT, /* several lines */
  KHEO_FIELD_CHOICE,    /* one of choices; stored as its value */
  KHEO_FIELD_INTEGER,   /* a count */
  KHEO_FIELD_MONEY,     /* đồng */
  KHEO_FIELD_YEAR,
  KHEO_FIELD_DATE,   /* ISO text; "2022-06" and "2022" when no more is known */
  KHEO_FIELD_UNIT,   /* id of a unit */
  KHEO_FIELD_RECORD, /* id of a record of register @target */
  KHEO_FIELD_PERIOD, /* text as kheo_period_to_string() makes it: "2024-Q3" */
  /* An integer of the smallest unit of the record's indicator.  Alone it is only a number: format
   * and parse it with kheo-amount.h, which needs to know the indicator's unit of measure. */
  KHEO_FIELD_AMOUNT,
} KheoFieldType;

typedef enum
{
  KHEO_FIELD_REQUIRED = 1 << 0,
  KHEO_FIELD_SEARCHABLE = 1 << 1, /* free text finds it */
  KHEO_FIELD_PERSONAL = 1 << 2,   /* personal data: marked in the form, left out of public output */
  KHEO_FIELD_COLUMN = 1 << 3,     /* shown as a column by default */
  KHEO_FIELD_FILTER = 1 << 4,     /* offered as a filter above the list */
  KHEO_FIELD_KEY = 1 << 5,        /* tells two records apart when a list is imported again */
  KHEO_FIELD_SORT_KEY = 1 << 6, /* has a column "<name>_sort" beside it with kheo_text_sort_key() */
  KHEO_FIELD_DERIVED = 1 << 7,  /* kept by the program (provenance): not in form nor import */
  /* Names the same people, bodies or places again and again: an import offers to write all
   * spellings of one in one way. */
  KHEO_FIELD_SPELLINGS = 1 << 8,
} KheoFieldFlags;

typedef struct
{
  const char *value;    /* as stored and in JSON; never changes */
  const char *label;    /* N_() */
  const char *synonyms; /* match keys (kheo_text_match_key) separated by '|': what sheets write */
} KheoChoice;

typedef struct
{
  const char       *name; /* SQL column and JSON key */
  KheoFieldType     type;
  KheoFieldFlags    flags;
  const char       *label;    /* N_(), as a heading: "Name of model" */
  const char       *section;  /* N_(), group in the form */
  const char       *help;     /* N_() or NULL */
  const char       *unit;     /* N_(), unit of measure or NULL */
  const KheoChoice *choices;  /* ends with value NULL */
  const char       *synonyms; /* match keys of headings that mean this field, separated by '|' */
  const char       *target;   /* register name for KHEO_FIELD_RECORD */
  gint64            min, max; /* of integer, money, year; both 0: no bounds */
  int               width;    /* of the column in characters */
} KheoField;

typedef struct
{
  const char      *name;   /* "models": CLI and JSON */
  const char      *table;  /* "model" */
  const char      *label;  /* N_(), "Models" */
  const char      *one;    /* N_(), "model" */
  const char      *titles; /* match keys of sheet titles that announce it, separated by '|' */
  const KheoField *fields;
  guint            n_fields;
} KheoRegister;

/* Index of a field, -1 when there is none of that name. */
int              kheo_register_find_field (const KheoRegister *self, const char *name);
const KheoField *kheo_register_get_field (const KheoRegister *self, const char *name);
/* Is @key (kheo_text_match_key) one of the '|'-separated match keys? @synonyms may be NULL. */
gboolean kheo_synonyms_match (const char *synonyms, const char *key);
/* Does a heading with the match key @key name this field: a synonym, or its label in English or the
 * language of the program? */
gboolean kheo_field_match_heading (const KheoField *field, const char *key);
/* Stored value of a choice from its value, translated label or a synonym; NULL when unknown. */
const char *kheo_field_parse_choice (const KheoField *field, const char *text);
/* Translated label of a stored choice value (the value itself when unknown). */
const char *kheo_field_choice_label (const KheoField *field, const char *value);
/* Index of the choice, -1. */
int kheo_field_choice_index (const KheoField *field, const char *value);
/* For people: translated and formatted ("1.234 đồng" without the unit, "05/02/2026", choice label);
 * "" for null. Units and records give their id: names need the tree (KheoUnits). */
char *kheo_field_format (const KheoField *field, const KheoValue *value);
/* From what a person typed; FALSE with a translated sentence that says what is wrong and what to
 * do. */
gboolean
kheo_field_parse (const KheoField *field, const char *text, KheoValue *out_value, GError **error);

G_END_DECLS
