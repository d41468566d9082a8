/* With 2,048 quarks GLib moves its table and leaves the old one behind, since others may be reading
 * it; the window's tests come that far, and the leak sanitizer would tell a leak.  Nothing but a
 * word of GLib's own data points to it, so a copy of those words, taken before main(), keeps it.
 */
#define _GNU_SOURCE

#include <link.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__

static void *volatile words; /* never read, but reachable: what they point to is, too */

static int
copy_cb (struct dl_phdr_info *library, size_t size, void *data)
{
  if (strstr (library->dlpi_name, "libglib-2.0") == NULL)
    return 0;
  for (int i = 0; i < library->dlpi_phnum; i++)
    if (library->dlpi_phdr[i].p_type == PT_LOAD && (library->dlpi_phdr[i].p_flags & PF_W) != 0)
      {
        size_t length = library->dlpi_phdr[i].p_memsz;

        words = malloc (length);
        memcpy (words, (const char *) (library->dlpi_addr + library->dlpi_phdr[i].p_vaddr), length);
      }
  return 1;
}

static void __attribute__ ((constructor)) keep_quarks (void)
{
  dl_iterate_phdr (copy_cb, NULL);
}

#endif
