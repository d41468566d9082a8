/*
 * How an annex looks, as data that an office can change: which columns, in which order and under
 * which headings, which groups and totals, whose signature, which paper.  What is not said is as
 * usual: an empty layout prints every annex as the program would without one.
 *
 *   question ─► KheoAnnexContent (the layout's columns and groups) ┐
 *   office ────────────────────────────────────────────────────────┼─► KheoAnnexSpec ─► pages,
 * sheet, layout (words, paper, signatures) ─────────────────────────────┘ document
 */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-annex-office.h"

G_BEGIN_DECLS

/* Texts of a layout; NULL is "as usual", "" leaves the part out.  {unit}, {period}, {date} and
 * {office} in them are filled in. */
typedef enum
{
  KHEO_ANNEX_WORD_NUMBER, /* "PHỤ LỤC 3A" */
  KHEO_ANNEX_WORD_TITLE,
  KHEO_ANNEX_WORD_SUBTITLE,
  KHEO_ANNEX_WORD_AS_OF,
  KHEO_ANNEX_WORD_ATTACHED_TO,
  KHEO_ANNEX_WORD_UNIT_LINE,
  KHEO_ANNEX_WORD_NOTE,
  KHEO_ANNEX_WORD_SYMBOL, /* "Số 05-BC/BTGDVTU" */
  KHEO_ANNEX_WORD_FORM_CODE,
  KHEO_ANNEX_WORD_LEGAL_BASE,
  KHEO_ANNEX_WORD_SENDER,
  KHEO_ANNEX_WORD_RECEIVER,
  KHEO_ANNEX_WORD_LEFT_AUTHORITY,
  KHEO_ANNEX_WORD_LEFT_POST,
  KHEO_ANNEX_WORD_LEFT_NOTE,
  KHEO_ANNEX_WORD_LEFT_NAME,
  KHEO_ANNEX_WORD_RIGHT_AUTHORITY,
  KHEO_ANNEX_WORD_RIGHT_POST,
  KHEO_ANNEX_WORD_RIGHT_NOTE,
  KHEO_ANNEX_WORD_RIGHT_NAME,
  KHEO_ANNEX_N_WORDS
} KheoAnnexWord;

typedef enum
{
  KHEO_ANNEX_TOTALS_LAST,
  KHEO_ANNEX_TOTALS_FIRST,
  KHEO_ANNEX_TOTALS_NONE,
} KheoAnnexTotals;

typedef enum
{
  KHEO_ANNEX_AS_SUITS, /* what the content asks for */
  KHEO_ANNEX_LANDSCAPE,
  KHEO_ANNEX_PORTRAIT,
} KheoAnnexOrientation;

typedef struct
{
  char    *key;     /* kheo-annex-subject.h says which there are */
  char    *heading; /* NULL: the usual one */
  char    *group;   /* common headings above, '\n' between; NULL: the usual ones, "": none */
  double   width;   /* share; 0: the usual one */
  gboolean sum;     /* groups and total say its sum, where it holds numbers */
} KheoAnnexLayoutColumn;

typedef struct
{
  gboolean             is_own;  /* of the office, kept in its book under its name */
  char                *name;    /* as the office calls it; of a built-in one its name in files */
  char                *subject; /* what it is made for: "list:models", "total:models" … */
  GPtrArray           *columns; /* of KheoAnnexLayoutColumn; none: the usual ones */
  GPtrArray           *groups;  /* of char*: keys, the outermost first; none: no groups */
  KheoAnnexTotals      totals;
  KheoAnnexCodeRow     code_row;
  gboolean             is_form; /* frame of a statistical form */
  int                  style;   /* KheoAnnexStyle; -1: the office's */
  char                *paper;   /* "A4"; NULL: A4 */
  KheoAnnexOrientation orientation;
  double               font_size; /* points; 0: as usual */
  char                *words[KHEO_ANNEX_N_WORDS];
  GPtrArray           *recipients; /* of char*: "Nơi nhận" */
} KheoAnnexLayout;

KheoAnnexLayout *kheo_annex_layout_new (const char *name, const char *subject);
KheoAnnexLayout *kheo_annex_layout_dup (const KheoAnnexLayout *self);
void             kheo_annex_layout_free (KheoAnnexLayout *self);
void kheo_annex_layout_set_word (KheoAnnexLayout *self, KheoAnnexWord word, const char *text);
/* Adds a column, as usual but for what is given; the one added. */
KheoAnnexLayoutColumn *kheo_annex_layout_add_column (KheoAnnexLayout *self, const char *key);
void                   kheo_annex_layout_column_free (KheoAnnexLayoutColumn *column);
/* NULL: the layout does not choose it. */
const KheoAnnexLayoutColumn *kheo_annex_layout_find_column (const KheoAnnexLayout *self,
                                                            const char            *key);

/* The ones that come with the program: GPtrArray of KheoAnnexLayout, made for @subject (NULL: all).
 * The first of a subject is the one that is usual for it. */
GPtrArray *kheo_annex_layouts_built_in (const char *subject);
/* For people: a built-in layout's translated name, else the name it was given. */
const char *kheo_annex_layout_get_label (const KheoAnnexLayout *self);

/* As JSON (README.md has an example).  Unknown members and values: KHEO_ERROR_INVALID, which names
 * them. */
char            *kheo_annex_layout_to_json (const KheoAnnexLayout *self);
KheoAnnexLayout *kheo_annex_layout_from_json (const char *json, GError **error);
/* A layout takes some kilobytes; what is longer than this (bytes) is none. */
#define KHEO_ANNEX_LAYOUT_MOST (256 * 1024)
/* Of a file; never more of it is read than a layout can be. */
KheoAnnexLayout *kheo_annex_layout_from_file (const char *path, GError **error);
/* Are there such an annex, columns and groups?  Of a layout from elsewhere, before it is kept;
 * which indicators there are only the book knows.  KHEO_ERROR_INVALID names what there is not. */
gboolean kheo_annex_layout_check (const KheoAnnexLayout *self, GError **error);

/* ---- In the book: the store's thread, writes inside a history action ---- */

/* Those of the program, then those of the office: as kheo_annex_layouts_built_in(). */
GPtrArray *kheo_annex_layouts_load (KheoDb *db, const char *subject, GError **error);
/* The office's of that name; NULL without @error: there is none. */
KheoAnnexLayout *kheo_annex_layout_find (KheoDb *db, const char *name, GError **error);
/* Under its name, replacing what was kept so. */
gboolean kheo_annex_layout_save (KheoDb *db, const KheoAnnexLayout *layout, GError **error);
gboolean kheo_annex_layout_remove (KheoDb *db, const char *name, GError **error);

/* ---- A page: what the content says, who issues it, how it is to look ---- */

/* All that a KheoAnnexSpec borrows. */
typedef struct
{
  KheoAnnexSpec spec;
  char         *words[KHEO_ANNEX_N_WORDS];
  char        **recipients;
} KheoAnnexPlan;

/* @layout NULL: as usual.  The plan lends strings of all three, which must stay; NULL with @error
 * when the layout's paper is none. */
KheoAnnexPlan *kheo_annex_plan_new (const KheoAnnexLayout  *layout,
                                    const KheoAnnexContent *content,
                                    const KheoAnnexOffice  *office,
                                    GError                **error);
/* What the page says there; NULL: nothing. */
const char *kheo_annex_plan_get_word (KheoAnnexPlan *self, KheoAnnexWord word);
void        kheo_annex_plan_free (KheoAnnexPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexLayout, kheo_annex_layout_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexPlan, kheo_annex_plan_free)

G_END_DECLS
