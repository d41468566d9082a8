#include "kheo-chart-style.h"

#include <math.h>

#define HEX(rgb)                                                                                   \
  {                                                                                                \
    (((rgb) >> 16) & 255) / 255.0, (((rgb) >> 8) & 255) / 255.0, ((rgb) &255) / 255.0, 1           \
  }

typedef struct
{
  KheoColor background, text, muted, grid, accent;
  KheoColor colors[KHEO_CHART_N_COLORS];
} Palette;

/* The first four fall in even steps of lightness from dark to light (CIE L* about 32, 48, 61, 74),
 * so that a photocopy keeps them apart.  All eight are at least 10 apart (CIEDE2000) for the three
 * colour deficiencies, and neighbours differ in lightness too. */
static const Palette palettes[] = {
  [KHEO_CHART_LIGHT] = {
    .background = HEX (0xffffff), .text = HEX (0x1c2430), .muted = HEX (0x5b6673),
    .grid = HEX (0xdde2e8), .accent = HEX (0xb3261e),
    .colors = { HEX (0x1d4e7e), HEX (0xb8533a), HEX (0x2f9e94), HEX (0xe0ab3c), HEX (0x603a23),
                HEX (0x93c4a5), HEX (0x7f88cc), HEX (0xb2b6c1) },
  },
  [KHEO_CHART_DARK] = {
    .background = HEX (0x1e1e22), .text = HEX (0xf1f3f5), .muted = HEX (0xa9b2bd),
    .grid = HEX (0x3b4048), .accent = HEX (0xff7b6b),
    .colors = { HEX (0x3d7cbf), HEX (0xe0795c), HEX (0x56c2b6), HEX (0xf3cd72), HEX (0x915c29),
                HEX (0xbfeecb), HEX (0xb1b0fa), HEX (0x7d8087) },
  },
  [KHEO_CHART_PRINT] = {
    .background = HEX (0xffffff), .text = HEX (0x14181e), .muted = HEX (0x4d5763),
    .grid = HEX (0xd3d9df), .accent = HEX (0xb3261e),
    .colors = { HEX (0x1d4e7e), HEX (0xb8533a), HEX (0x2f9e94), HEX (0xe0ab3c), HEX (0x603a23),
                HEX (0x93c4a5), HEX (0x7f88cc), HEX (0xb2b6c1) },
  },
  [KHEO_CHART_MONO] = {
    .background = HEX (0xffffff), .text = HEX (0x000000), .muted = HEX (0x333333),
    .grid = HEX (0xbbbbbb), .accent = HEX (0x000000),
    .colors = { HEX (0x333333), HEX (0x333333), HEX (0x333333), HEX (0x333333), HEX (0x333333),
                HEX (0x333333), HEX (0x333333), HEX (0x333333) },
  },
};

#define N_STOPS 6

/* From what is next to nothing to the most, in even steps of CIE L*: from 94 down to 25 on a light
 * ground, from 24 up to 92 on a dark one, so that greyscale and colour deficiencies change nothing
 * in the order.  Blue for what is above zero, orange for what is below. */
static const KheoColor light_ramps[2][N_STOPS] = {
  { HEX (0xe5eff9), HEX (0xb0cce8), HEX (0x79a7d4), HEX (0x4183bc), HEX (0x006099),
    HEX (0x003e69) },
  { HEX (0xfaebe2), HEX (0xecc0a8), HEX (0xdb9170), HEX (0xc36443), HEX (0x98412a),
    HEX (0x67271a) },
};
static const KheoColor dark_ramps[2][N_STOPS] = {
  { HEX (0x2b3b4b), HEX (0x2e5a82), HEX (0x3a7dbe), HEX (0x64a0db), HEX (0x9dc5ec),
    HEX (0xdbeaf8) },
  { HEX (0x4b342c), HEX (0x7d4a39), HEX (0xb96147), HEX (0xe28161), HEX (0xf7b192),
    HEX (0xfce4d4) },
};
static const KheoColor grey_ramp[N_STOPS] = {
  HEX (0xeeeeee), HEX (0xcacaca), HEX (0xa3a3a3), HEX (0x7e7e7e), HEX (0x5c5c5c), HEX (0x3b3b3b),
};

KheoColor
kheo_chart_style_ramp (const KheoChartStyle *style, double t, gboolean below)
{
  const KheoColor *stops = style->theme == KHEO_CHART_MONO   ? grey_ramp
                           : style->theme == KHEO_CHART_DARK ? dark_ramps[below ? 1 : 0]
                                                             : light_ramps[below ? 1 : 0];
  double           place = CLAMP (t, 0, 1) * (N_STOPS - 1);
  guint            stop = MIN ((guint) place, N_STOPS - 2);
  double           rest = place - stop, keep = 1 - rest;
  const KheoColor *a = &stops[stop], *b = &stops[stop + 1];

  return (KheoColor){ a->red * keep + b->red * rest, a->green * keep + b->green * rest,
                      a->blue * keep + b->blue * rest, 1 };
}

void
kheo_chart_style_init (KheoChartStyle *style, KheoChartTheme theme, double width, double height)
{
  const Palette *palette = &palettes[theme];

  *style = (KheoChartStyle){
    .width = width,
    .height = height,
    .margin = 14,
    .font_size = 10,
    .font_family = KHEO_CHART_FONT,
    .theme = theme,
    .background = palette->background,
    .text = palette->text,
    .muted = palette->muted,
    .grid = palette->grid,
    .accent = palette->accent,
  };
  for (guint i = 0; i < KHEO_CHART_N_COLORS; i++)
    style->colors[i] = palette->colors[i];
}

void
kheo_chart_style_for_paper (KheoChartStyle *style, KheoChartTheme theme, KheoPaper paper)
{
  /* A sheet is read from about twice its diagonal; type that keeps its angle grows with it.  From
   * A4 upward it grows a little slower, because people do step nearer to a poster. */
  double a4 = hypot (210, 297) * KHEO_POINTS_PER_MM;
  double ratio = hypot (paper.width, paper.height) / a4;
  double slide = paper.width == 960 && paper.height == 540 ? 1.35 : 1;

  kheo_chart_style_init (style, theme, paper.width, paper.height);
  style->font_size = 12 * pow (ratio, 0.85) * slide;
  style->margin = MIN (paper.width, paper.height) * 0.075;
}
