/* Texts in the XML of OpenDocument files. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The namespaces of every part that we write, with the version: " xmlns:office=…".  Values too have
 * a prefix: LibreOffice reads no settings "ooo:…" unless that one is told. */
#define KHEO_ODF_NAMESPACES                                                                        \
  " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                             \
  " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                               \
  " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                                 \
  " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                               \
  " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""                          \
  " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""                      \
  " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""                        \
  " xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\""                             \
  " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""                                 \
  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                                                 \
  " xmlns:ooo=\"http://openoffice.org/2004/office\""                                               \
  " office:version=\"1.2\""

/* What an ods file says of itself, in its first and its last entry. */
extern const char kheo_ods_mimetype[];
extern const char kheo_ods_manifest[];

/* Blanks that count and tabs become elements; what XML cannot hold becomes U+FFFD.  @line_end
 * stands for each line feed: "</text:p><text:p>", "<text:line-break/>". */
void kheo_odf_append_text (GString *xml, const char *text, const char *line_end);

G_END_DECLS
