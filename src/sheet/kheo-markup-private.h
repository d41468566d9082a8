/* What the files of the tokeniser share. */
#pragma once

#include "kheo-markup.h"

G_BEGIN_DECLS

typedef struct
{
  guint offset, length; /* in names, with prefix */
  gsize local;          /* where the name without prefix starts */
} KheoMarkupElement;

typedef enum
{
  KHEO_MARKUP_CONTENT,
  KHEO_MARKUP_COMMENT,
  KHEO_MARKUP_INSTRUCTION,
  KHEO_MARKUP_CDATA,
} KheoMarkupState;

struct _KheoMarkup
{
  KheoXml *xml; /* borrowed */

  char   *buffer; /* owned; start … start + size are bytes not yet understood, then a NUL */
  gsize   size, allocated;
  gsize   wanted;     /* a token is not whole: no use in trying again with fewer bytes */
  char    partial[4]; /* the beginning of a character cut in two */
  guint   n_partial;
  guint64 understood;

  KheoMarkupState state;
  gboolean        decoded;      /* whatever encoding the document declares, this is UTF-8 */
  gboolean        after_return; /* the last byte was CR: an LF next is the same end of line */
  gboolean        closed;       /* the root has ended */

  KheoMarkupElement open[KHEO_MARKUP_MAX_DEPTH];
  guint             depth;
  char             *names; /* owned: of the open elements, one behind the other */

  KheoXmlAttribute attributes[KHEO_MARKUP_MAX_ATTRIBUTES];
  guint            name_lengths[KHEO_MARKUP_MAX_ATTRIBUTES]; /* with prefix */
};

/* ---- kheo-markup-scan.c: names and references, wherever they stand ---- */

/* What a byte may be. */
enum
{
  KHEO_MARKUP_NAME = 1 << 0,  /* part of a name; all beyond ASCII are looked at again */
  KHEO_MARKUP_START = 1 << 1, /* begins a name */
  KHEO_MARKUP_SPACE = 1 << 2,
  KHEO_MARKUP_STOP = 1 << 3,  /* ends a stretch of plain text */
  KHEO_MARKUP_QUOTE = 1 << 4, /* ends a stretch of plain attribute value */
};

extern const guint8 kheo_markup_classes[256];

static inline gboolean
kheo_markup_is (char c, guint what)
{
  return (kheo_markup_classes[(guint8) c] & what) != 0;
}

/* The end of the name at @p; NULL when there is none. It may go on behind the buffer. */
char *kheo_markup_scan_name (char *p);
/* The name without its prefix, when it has one. */
const char *kheo_markup_skip_prefix (const char *name, gsize length);
/* The ; of the reference at @p; NULL when it is not there, or not yet (*out_more). */
char *kheo_markup_end_reference (char *p, gboolean *out_more);
/* What stands between & and ; as a character; 0 when it is none that XML allows. */
gunichar kheo_markup_find_reference (const char *name, const char *end);

/* ---- kheo-markup-tag.c: each gives the place behind; NULL: not whole yet, or an error ---- */

/* At the < of a start tag. */
char *kheo_markup_read_start (KheoMarkup *self, char *p);
/* At the < of an end tag. */
char *kheo_markup_read_end (KheoMarkup *self, char *p);
/* At the <?xml that a document begins with. */
char *kheo_markup_read_declaration (KheoMarkup *self, char *p);

/* ---- kheo-markup.c ---- */

/* NULL, with the error set. */
char *kheo_markup_fail (KheoMarkup *self, const char *what);

G_END_DECLS
