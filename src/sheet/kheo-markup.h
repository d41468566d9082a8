/*
 * Private to this room: the tokeniser beneath kheo-xml.  UTF-8 is pushed in pieces of any size and
 * understood where it lies; nothing is allocated for an element.  What is not well-formed is
 * refused, and so is a DOCTYPE: there are no entities but the five of XML and numbers.
 */
#pragma once

#include "kheo-xml.h"

G_BEGIN_DECLS

/* Beyond these a document is hostile, not large. */
#define KHEO_MARKUP_MAX_TAG        (8u << 20) /* bytes of one start tag with its attributes */
#define KHEO_MARKUP_MAX_NAME       1024u      /* bytes */
#define KHEO_MARKUP_MAX_ATTRIBUTES 256u
#define KHEO_MARKUP_MAX_DEPTH      256u

typedef struct _KheoMarkup KheoMarkup;

/* Calls the handler of @xml, which is borrowed; the first error is set there.  @decoded: what is
 * pushed was brought to UTF-8 whatever the document declares. */
KheoMarkup *kheo_markup_new (KheoXml *xml, gboolean decoded);
void        kheo_markup_free (KheoMarkup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoMarkup, kheo_markup_free)

/* FALSE once there is an error. */
gboolean kheo_markup_push (KheoMarkup *self, const char *data, gsize size);
/* The document ends here: FALSE when it may not. */
gboolean kheo_markup_finish (KheoMarkup *self);

G_END_DECLS
