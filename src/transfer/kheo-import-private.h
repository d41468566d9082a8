/*
 * What the parts of an import share.  Private to this room.
 *
 *   cell      one cell as NFC text
 *   words     what Vietnamese office sheets call totals, signatures, notes …
 *   heading   a heading's text → the field meant
 *   title     the block above a table → year, day, unit, unit of measure
 *   finder    a sheet → its tables: heading rows, columns
 *   rows      the rows of a table → their kinds
 *   column    evidence in a column: letters, number style, order of dates, marks
 *   value     a cell → a stored value, or a finding
 *   place     words for units → the units meant
 *   compare   rows ↔ records of the book
 *   tree      a list of units ↔ the units of the book
 *   plain     any other register, by its field descriptions alone
 */
#pragma once

#include "kheo-book-tables.h"
#include "kheo-import.h"
#include "kheo-record-table.h"
#include "kheo-spool.h"
#include "kheo-world.h"

G_BEGIN_DECLS

/* Fields of a register are ≥ 0, other meanings of a column < 0: this many below zero. */
#define KHEO_N_META     12
#define KHEO_MAX_FIELDS 64
/* Unicode; TCVN3 and VNI, each also in a font of capitals. */
#define KHEO_N_LETTERS   5
#define KHEO_MAX_COLUMNS 512u /* of one table; what lies to the right is not looked at */

/* Whether Excel took the days of a column for months where it could. */
typedef enum
{
  KHEO_TURNED_NOT,
  KHEO_TURNED_PERHAPS,
  KHEO_TURNED_SURELY,
} KheoTurned;

typedef struct
{
  KheoImportColumn info;        /* texts in strings of the import */
  const char      *leaf;        /* lowest heading alone */
  const char      *parent;      /* … and those above it joined, or NULL */
  gboolean         own_scale;   /* the heading itself names the unit of measure */
  gboolean         mixed_dates; /* some can only be read day first, some only month first */
  gboolean         month_first; /* dates as 3/25/2021 */
  KheoTurned       turned;   /* dates that the file stores as such have day and month exchanged */
  guint            n_turned; /* … so many of them */
  gboolean         holds_names; /* mark column whose marks are names, not x */
  GHashTable      *memo; /* text → index of choice + 1 (NULL value: unknown); keys borrowed */
} KheoColumn;

enum
{
  KHEO_ROW_FLAG_HIDDEN = 1 << 0,
  KHEO_ROW_FLAG_SKIPPED = 1 << 1, /* by a person */
  KHEO_ROW_FLAG_TAKEN = 1 << 2,   /* by a person */
  KHEO_ROW_FLAG_BAD = 1 << 3,     /* an error was found while its values were read */
  KHEO_ROW_FLAG_UNCLEAR = 1 << 4, /* its kind is not certain */
  KHEO_ROW_FLAG_NO_UNIT = 1 << 5, /* the match found no unit for it */
};

#define KHEO_NO_DATA G_MAXUINT32

typedef struct
{
  guint8  kind;   /* KheoRowKind */
  guint8  status; /* KheoRowStatus */
  guint8  flags;
  guint32 data;    /* block of values, KHEO_NO_DATA for none */
  gint32  group;   /* index of the nearest group row above that holds for it, -1 */
  gint32  place;   /* index in the import's places, -1 */
  gint64  id;      /* matched or, after commit, made */
  guint64 changes; /* fields that differ from the stored record */
} KheoSheetRow;

#define KHEO_EVERY_ROW G_MAXUINT32

/* A person's correction of one cell; kept apart so that it outlives understanding again. */
typedef struct
{
  guint32   row; /* of the sheet */
  int       field;
  KheoValue value; /* text owned */
} KheoFix;

typedef struct
{
  guint32     row;    /* of the sheet */
  int         parent; /* index in table->groups of the one it lies in, -1 */
  const char *text;
  int         level;                /* KheoLevel when the text's prefix says, else -1 */
  int         choice_field, choice; /* when it names a choice ("Lĩnh vực kinh tế"); else -1 */
  int         year;
  gint32      place; /* index in places once matched, -1 */
} KheoGroup;

/* kheo-import-values.c */
typedef struct _KheoValueStore KheoValueStore;

/* Of tables of figures: kheo-import-figures.h. */
typedef struct _KheoFigureTable KheoFigureTable;

struct _KheoImportTable
{
  KheoImport         *import;      /* borrowed: it owns us */
  const KheoSheet    *sheet;       /* borrowed */
  KheoImportTableInfo info;        /* texts in strings of the import */
  guint               base_row;    /* sheet row of rows[0] */
  guint               left, right; /* of the sheet's columns, the span that is this table's */
  gboolean            as_corrected;
  gboolean            year_is_of_day; /* info.year is only that of a letter's day */
  gboolean            year_taken;     /* by rows that say none */
  gint64              base;           /* unit of rows that name none; 0: there is no such */
  GArray             *columns;        /* KheoColumn */
  GArray             *rows;           /* KheoSheetRow */
  GArray             *groups;         /* KheoGroup */
  GArray             *totals;         /* KheoImportTotal, with its column as found */
  GArray             *fixes;          /* KheoFix; of row KHEO_EVERY_ROW: a default */
  GHashTable         *decisions; /* sheet row → KHEO_ROW_FLAG_SKIPPED or _TAKEN, by a person */
  GHashTable         *joins;     /* of kheo-import-join.c; NULL: none */
  gboolean            joins_recalled;
  GHashTable         *same, *distinct; /* of kheo-import-decide.c; NULL: none */

  /* Values of data rows: n_slots for each, texts in strings of the import or in the workbook. */
  gint8 slots[KHEO_N_META + KHEO_MAX_FIELDS]; /* slot of field f at f + KHEO_N_META, or -1 */
  guint n_slots;
  KheoValueStore *values;
  guint           n_data;
  guint32 above; /* while values are read: block of the row of data above, or KHEO_NO_DATA */
  guint   lead;  /* column of the sheet that is its first without a heading, + 1; 0: none */
  KheoFigureTable *figures; /* owned; NULL for lists */
  GArray          *nodes;   /* KheoNode: the units of a list of units, parents first */
  GArray          *refs;    /* KheoPlainRef, of plain registers once matched; or NULL */
  gboolean         by_column[KHEO_N_META + KHEO_MAX_FIELDS]; /* the sheet has a column for it */
};

/* One spelling in one context. */
typedef struct
{
  const char      *text;
  gint32           context; /* another place, -1: that of the table or none */
  int              level;   /* wanted, -1: any */
  gint64           under;   /* unit it was looked for under, 0: anywhere */
  guint            n_rows;
  gint64           unit_id;
  KheoMatchQuality quality;
  gboolean         marks_differ; /* found only without its tone marks, or misspelt */
  gint64           old_unit_id;  /* who bore the name on another day's map; 0: found by its own */
  KheoDate         old_day;      /* … that day */
  gboolean         chosen;       /* by a person */
  gboolean         create;       /* to be founded by commit */
  const char      *agreed;       /* a code's: the name last seen beside it that means the same */
  GArray          *candidates;
} KheoPlace;

typedef enum
{
  KHEO_STAGE_READ,
  KHEO_STAGE_UNDERSTAND,
  KHEO_STAGE_MATCH,
} KheoStage;

typedef struct
{
  KheoImportFinding finding; /* message and value owned */
  KheoStage         stage;   /* so that a stage done again first takes its findings away */
} KheoNote;

typedef struct _KheoReform KheoReform; /* kheo-import-conversion.c */

struct _KheoImport
{
  char              *path;
  char              *file;
  char               sha256[65];
  gint64             size;
  KheoSpool         *bytes; /* until they are in the book; NULL: too many to keep */
  gboolean           file_kept;
  KheoWorkbook      *workbook;
  KheoImportOptions *options;
  GPtrArray         *tables;            /* KheoImportTable */
  GArray            *notes;             /* KheoNote */
  GStringChunk      *strings;           /* all texts given out that are not the workbook's */
  GHashTable  *decoded[KHEO_N_LETTERS]; /* text of the workbook → as NFC, where it differs */
  GHashTable  *fonts;                   /* font name → KheoEncoding + 1 */
  const char  *last_font;               /* asked for last, and its letters */
  KheoEncoding last_encoding;
  GArray      *fallback; /* KheoEncoding of each sheet's cells that name no font */
  GHashTable  *letters;  /* (sheet << 16 | column) + 1 → KheoEncoding + 1, by a person; or NULL */
  char        *form_name;  /* what the office calls the form; NULL: not named yet */
  gboolean     form_known; /* a file of this form was taken before */
  gboolean     form_named; /* a person gave the name, just now */
  char        *mapping;    /* in force: of the options or remembered */
  gboolean     corrected;
  gboolean     needs_match; /* understood anew since the last match */

  /* Match. */
  KheoUnits  *units;
  gint64      under;  /* corrected or given; 0: none */
  GArray     *places; /* KheoPlace */
  GHashTable *place_index;
  GHashTable *answers;    /* "context\x1ftext" → gint64 *, a person's */
  GArray     *indicators; /* KheoIndicatorPlace; NULL: not matched */
  GHashTable *indicator_index;
  GHashTable *indicator_answers; /* text → gint64 *, a person's; 0: a new one */
  KheoReform *reform; /* of the conversion tables; NULL: not matched, or there are none */
  gint64      seq;    /* history's when matched */
  gint64      id;     /* of the import entry */
  gboolean    matched, committed;
};

/* ---- kheo-import-cell.c ---- */

/* The cell's content as tidy NFC text, decoded when its font is a legacy one; never NULL, "" when
 * empty.  Lives as long as the import. */
const char *kheo_cell_text (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell);
/* The same for a place that may be covered by a merge (its first cell's text). */
const char *kheo_cell_text_at (KheoImport *self, const KheoSheet *sheet, guint row, guint column);
/* The cell that shows at this place: itself or the first of its merge. */
const KheoCell *kheo_cell_at (const KheoSheet *sheet, guint row, guint column);
KheoEncoding    kheo_cell_encoding (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell);
/* What letters the cells without font of a sheet are written in. */
KheoEncoding kheo_sheet_guess_encoding (const KheoSheet *sheet);
gboolean     kheo_cell_is_blank (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell);
/* Like kheo_cell_text() with line breaks kept. */
const char *kheo_cell_lines (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell);
const char *kheo_import_intern (KheoImport *self, const char *text); /* NULL for NULL */

/* ---- kheo-import-words.c ---- */

typedef enum
{
  KHEO_ORDINAL_NONE,
  KHEO_ORDINAL_LETTER, /* A, B, C */
  KHEO_ORDINAL_ROMAN,  /* I, II, IV */
  KHEO_ORDINAL_SMALL_LETTER,
  KHEO_ORDINAL_SMALL_ROMAN,
  KHEO_ORDINAL_NUMBER, /* 1, 2. */
  KHEO_ORDINAL_DOTTED, /* 1.1 */
  KHEO_ORDINAL_DASH,   /* "-", "+" */
} KheoOrdinal;

/* What stands as the number of a row: "III" is { ROMAN, 3 }, "1.2" { DOTTED, 2 }. */
typedef struct
{
  KheoOrdinal kind;
  guint       value;
} KheoRowNumber;

KheoOrdinal kheo_words_ordinal (const char *text); /* of a whole cell */
/* At the start of @text, which is of @kind. */
guint kheo_words_ordinal_value (const char *text, KheoOrdinal kind);
/* The label behind "I. ", "1) ", "- "; @text itself when there is no such start. */
const char *kheo_words_skip_ordinal (const char *text, KheoOrdinal *out_ordinal);
typedef enum
{
  KHEO_TOTAL_NONE,
  KHEO_TOTAL_SUB,
  KHEO_TOTAL_GRAND,
} KheoTotalKind;
KheoTotalKind kheo_words_total (const char *text);
/* 2665 of "Tổng cộng: 2.665 mô hình"; -1: it does not say. */
gint64   kheo_words_count (const char *text);
gboolean kheo_words_signature (const char *text);
gboolean kheo_words_note (const char *text);
gboolean kheo_words_of_which (const char *text);  /* "Trong đó:", "Chia theo" */
gboolean kheo_words_continued (const char *text); /* "(tiếp theo)", "Trang 2/5" */
gboolean kheo_words_mark (const char *text);      /* "x", "X", "✓", "có" … */
gboolean kheo_words_nothing (const char *text);   /* "-", "…", "không có" */
gboolean kheo_words_ditto (const char *text);     /* "nt", "như trên" */
int      kheo_words_year (const char *text);      /* of "năm 2024"; 0: none */
/* Does @key hold @phrase as whole words?  Both are match keys. */
gboolean kheo_words_contain (const char *key, const char *phrase);
/* … one of @phrases, which end with NULL? */
gboolean kheo_words_contain_any (const char *key, const char *const *phrases);
/* Does @key begin with one of @starts, letter for letter? */
gboolean kheo_words_start_any (const char *key, const char *const *starts);

/* ---- kheo-import-choice.c ---- */

/* The choice that a cell or a row over others means, also behind "LV", "Các", "1."; or NULL. */
const char *kheo_choice_parse (const KheoField *field, const char *text);
/* The kind and the field that a title speaks of, as indexes of choices; -1: none, or several.
 * @key is a match key. */
int kheo_choice_of_kind (const char *key);
int kheo_choice_of_field (const char *key);

/* ---- kheo-import-heading.c ---- */

/* How surely a heading means something: 0 … 100. */
typedef struct
{
  int field; /* as in KheoImportColumn */
  int choice_field, choice;
  int score;
} KheoHeading;

#define KHEO_HEADING_CERTAIN 90
#define KHEO_HEADING_LIKELY  65 /* enough to tell a heading row from others */
#define KHEO_HEADING_MAYBE   50 /* enough for a column of a heading row */

/* All that one column's headings may mean, best first; @parent may be NULL. Appends KheoHeading. */
void
kheo_heading_list (const KheoRegister *reg, const char *leaf, const char *parent, GArray *meanings);
/* Score of the best meaning, and which field. */
int kheo_heading_score (const KheoRegister *reg, const char *text, int *out_field);

/* ---- kheo-import-title.c ---- */

/* Reads rows @first … heading_first - 1 and the sheet's name into table->info. */
void kheo_title_read (KheoImportTable *table, guint first);

/* ---- kheo-import-finder.c ---- */

/* Appends the tables of sheet @index to self->tables. */
gboolean kheo_finder_run (KheoImport *self, guint index, KheoProgress *progress, GError **error);
/* Could a table start with this row? */
gboolean kheo_finder_is_heading (KheoImport *self, const KheoSheet *sheet, guint row);
/* Makes columns from heading rows and says what they are. */
void             kheo_finder_make_columns (KheoImportTable *table);
void             kheo_finder_assign_columns (KheoImportTable *table);
KheoImportTable *kheo_import_table_new (KheoImport *import, guint sheet);
void             kheo_import_table_free (KheoImportTable *table);

/* ---- kheo-import-rows.c ---- */

/* Fills rows and groups from base_row to the end of the table; sets last_row. */
gboolean kheo_rows_read (KheoImportTable *table, KheoProgress *progress, GError **error);
gboolean kheo_rows_is_code_row (KheoImportTable *table, guint row);

/* ---- kheo-import-group.c ---- */

typedef struct
{
  int group; /* index in table->groups */
  int class;
  KheoRowNumber number;
} KheoOpenGroup;

/* The kind or field that a label names; choice_field -1 when it names none. */
void kheo_group_find_choice (const char *label, KheoGroup *group);
/* What the label of a group says, as far as words go. */
void kheo_group_understand (KheoImportTable *table, const char *label, KheoGroup *group);
/* Appends a group to the table; @stack holds those that are open. */
/* "Xã Nậm Păm (8 mô hình)", "Huyện Mai Sơn: 12 xã" → without the count. */
const char *kheo_group_drop_count (KheoImportTable *table, const char *label);
void        kheo_group_open (
           KheoImportTable *table, GArray *stack, guint row, const char *label, KheoRowNumber number);

/* ---- kheo-import-column.c ---- */

gboolean kheo_columns_weigh (KheoImportTable *table, KheoProgress *progress, GError **error);

/* ---- kheo-import-fill.c ---- */

/* Lays out the slots and reads the values of all data rows. */
gboolean kheo_values_read (KheoImportTable *table, KheoProgress *progress, GError **error);

/* ---- kheo-import-values.c ---- */

KheoValueStore *kheo_value_store_new (void);
void            kheo_value_store_free (KheoValueStore *self);
/* Room for @n values, all of them null. */
void kheo_values_reset (KheoImportTable *table, guint n);
/* A field of @row; NULL when the table has none of it.  To be looked at now: it is gone after 256
 * more.  Its text stays. */
const KheoValue *kheo_values_get (const KheoImportTable *table, const KheoSheetRow *row, int field);
/* The same of the row whose values begin at @data. */
const KheoValue *kheo_values_at (const KheoImportTable *table, guint32 data, int field);
/* The text is not copied: see KheoImportTable.values.  The table must have the field. */
void kheo_values_put (KheoImportTable    *table,
                      const KheoSheetRow *row,
                      int                 field,
                      const KheoValue    *value);
/* "" changes nothing. */
void
kheo_values_put_text (KheoImportTable *table, const KheoSheetRow *row, int field, const char *text);

/* ---- kheo-import-account.c ---- */

/* Says once each what of the sheet, its rows and its columns is hidden and was taken all the same;
 * @taken: something of the table was. */
void kheo_import_note_hidden (KheoImportTable *table, gboolean taken);

/* Tells of each cell of a row of data that went nowhere. */
void kheo_account_check (KheoImportTable *table);

/* ---- kheo-import-value.c ---- */

/* A cell of a row of data on its way to a value. */
typedef struct
{
  KheoImportTable *table;
  KheoColumn      *column;
  const KheoCell  *cell;
  KheoSheetRow    *row;
  guint            sheet_row;
} KheoCellPlace;

/* Puts what the cell says into the row's values. */
void kheo_value_read_cell (const KheoCellPlace *place);
/* A warning on the cell; takes @message. */
void kheo_value_warn (const KheoCellPlace *place, const char *code, char *message);
void kheo_value_warn_left_empty (const KheoCellPlace *place);
void kheo_value_put_integer (KheoValue *value, gint64 integer);

/* ---- kheo-import-number.c ---- */

void kheo_value_from_number (const KheoCellPlace *place, const KheoField *field, KheoValue *value);
gboolean kheo_value_is_whole (double value);
/* A number as a total or a value of @column: FALSE when it is none. */
gboolean kheo_value_read_number (KheoImportTable *table,
                                 KheoColumn      *column,
                                 const KheoCell  *cell,
                                 double          *out_value);

/* ---- kheo-import-total.c ---- */

void kheo_totals_check (KheoImportTable *table);

/* ---- kheo-import-place.c ---- */

/* Gives each data row of models its place. */
gboolean
kheo_places_find (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);
/* The field of the rows' unit, -1. */
int    kheo_table_unit_field (const KheoImportTable *table);
void   kheo_places_reset (KheoImport *self);
gint64 kheo_row_get_unit (const KheoImportTable *table, const KheoSheetRow *row);

/* ---- kheo-import-compare.c ---- */

typedef struct
{
  gint64 unit;
  guint  row; /* index in the table */
} KheoUnitRow;

/* The rows that are new records, unit by unit: GArray of KheoUnitRow. */
GArray *kheo_rows_list_new (const KheoImportTable *table);
gboolean
kheo_compare_run (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);

/* ---- kheo-import-fix.c ---- */

/* table->fixes is sorted by row: the first that is of @row or below. */
guint kheo_fixes_find (const KheoImportTable *table, guint32 row);
void  kheo_fix_clear (gpointer data);

/* ---- kheo-import-join.c ---- */

/* Spellings that a person joined, in the values just read. */
void kheo_joins_apply (KheoImportTable *table);
/* A person said that @written is another thing. */
gboolean kheo_joins_is_apart (const KheoImportTable *table, int field, const char *written);
/* The office's answers for earlier files; applied at once. */
gboolean kheo_joins_recall (KheoImportTable *table, KheoDb *db, GError **error);
void     kheo_joins_note (KheoImportTable *table);
gboolean kheo_joins_remember (KheoImportTable *table, KheoDb *db, GError **error);

/* ---- kheo-import-cluster.c ---- */

/* Do the keys differ in one letter of one word?  @names: words of which two are two things; or
 * NULL. */
gboolean kheo_cluster_is_slip (GHashTable *names, const char *a, const char *b);

/* ---- kheo-import-decide.c ---- */

/* @index: of the row in its table; @record 0: of another row. */
gboolean
kheo_duplicate_is_distinct (const KheoImportTable *table, guint index, gint64 record, int other);
gint64   kheo_duplicate_get_same (const KheoImportTable *table, guint index); /* 0: not said */
gboolean kheo_duplicates_remember (KheoImportTable *table, KheoDb *db, GError **error);

/* ---- kheo-import-tree.c ---- */

/* A unit that a list of units speaks of. */
typedef struct
{
  int                 parent; /* index, -1: a root or below the import's unit */
  guint               row;  /* index in rows of the row that is of this unit, G_MAXUINT for none */
  const char         *name; /* whole, with its prefix */
  const char         *code;
  const KheoUnitType *type;
  KheoDate            valid_from, valid_to;
  gint64              unit_id;   /* of the book; 0: new */
  gint64              parent_id; /* unit above it where @parent is -1 */
  KheoRowStatus       status;
  guint64             changes;
} KheoNode;

gboolean
kheo_tree_match (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);
gboolean
kheo_tree_commit (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);

/* ---- kheo-import-book.c ---- */

/* kheo_workbook_read(), and our own exports as JSON too. */
KheoWorkbook *kheo_import_open_workbook (const char *path, KheoProgress *progress, GError **error);
/* The same of a file's bytes; @name tells whether it may be a list in JSON. */
KheoWorkbook *
kheo_import_open_bytes (GBytes *bytes, const char *name, KheoProgress *progress, GError **error);

/* ---- kheo-import-mapping.c ---- */

void kheo_mapping_apply (KheoImportTable *table);
/* Of a mapping kept in the book: a person had a hand in it.  Older books kept only such. */
gboolean kheo_mapping_is_corrected (const char *json);
char    *kheo_mapping_dup_name (KheoDb *db, const char *fingerprint); /* NULL: none */
/* Keeps how this form was understood, when there is anything new to keep. */
gboolean kheo_mapping_remember (KheoImport *self, KheoDb *db, GError **error);

/* ---- kheo-import.c ---- */

/* From columns to values and totals: what a correction of columns does again. */
gboolean kheo_import_understand (KheoImportTable *table, KheoProgress *progress, GError **error);

/* Adds a finding; @message is taken, the cell's text becomes its value. */
void kheo_import_note (KheoImportTable *table,
                       KheoStage        stage,
                       KheoSeverity     severity,
                       const char      *code,
                       char            *message,
                       int              row,
                       int              column);
/* Takes away what @stage found in @table. */
void kheo_import_forget (KheoImportTable *table, KheoStage stage);
int  kheo_column_of_field (const KheoImportTable *table, int field); /* index, -1 */

static inline KheoColumn *
kheo_table_column (const KheoImportTable *table, guint index)
{
  return &g_array_index (table->columns, KheoColumn, index);
}

static inline KheoSheetRow *
kheo_table_row (const KheoImportTable *table, guint index)
{
  return &g_array_index (table->rows, KheoSheetRow, index);
}

/* Is the column one of a table that stands beside this one? */
static inline gboolean
kheo_table_is_beside (const KheoImportTable *table, guint column)
{
  return column < table->left || column > table->right;
}

G_END_DECLS
