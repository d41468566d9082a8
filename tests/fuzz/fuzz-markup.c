/*
 * The tokeniser of XML on arbitrary bytes: libxml2 hears the same or refuses as well, and so does
 * the tokeniser itself when the bytes come in pieces.
 */
#include "xml-events.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
compare (const char *events, const char *others, const char *who)
{
  if (g_strcmp0 (events, others) == 0)
    return;
  fprintf (stderr, "%s hears:\n%s\ninstead of:\n%s\n", who, others != NULL ? others : "(refused)",
           events != NULL ? events : "(refused)");
  abort (); /* g_error() would trap, which libFuzzer does not catch */
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  const char      *data = (const char *) bytes;
  g_autofree char *whole = xml_events_of_ours (data, size, MAX (size, 1), NULL);
  g_autofree char *single = xml_events_of_ours (data, size, 1, NULL);
  g_autofree char *some = xml_events_of_ours (data, size, 7, NULL);

  compare (whole, single, "one by one");
  compare (whole, some, "seven by seven");
  if (!xml_events_may_differ (data, size))
    {
      g_autofree char *decoded = xml_events_of_ours (data, size, 0, NULL);
      g_autofree char *reference = xml_events_of_libxml2 (data, size);

      compare (decoded, reference, "libxml2");
    }
  return 0;
}
