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
 * so that a photocopy and any of the three colour deficiencies keep them apart. */
static const Palette palettes[] = {
  [KHEO_CHART_LIGHT] = {
    .background = HEX (0xffffff), .text = HEX (0x1c2430), .muted = HEX (0x5b6673),
    .grid = HEX (0xdde2e8), .accent = HEX (0xb3261e),
    .colors = { HEX (0x1d4e7e), HEX (0xb8533a), HEX (0x2f9e94), HEX (0xe0ab3c), HEX (0x6b4f8f),
                HEX (0x8c6d46), HEX (0x5a8f3c), HEX (0x9aa5b1) },
  },
  [KHEO_CHART_DARK] = {
    .background = HEX (0x1e1e22), .text = HEX (0xf1f3f5), .muted = HEX (0xa9b2bd),
    .grid = HEX (0x3b4048), .accent = HEX (0xff7b6b),
    .colors = { HEX (0x3d7cbf), HEX (0xe0795c), HEX (0x56c2b6), HEX (0xf3cd72), HEX (0xa98fd6),
                HEX (0xc3a27a), HEX (0x93c973), HEX (0x7d8793) },
  },
  [KHEO_CHART_PRINT] = {
    .background = HEX (0xffffff), .text = HEX (0x14181e), .muted = HEX (0x4d5763),
    .grid = HEX (0xd3d9df), .accent = HEX (0xb3261e),
    .colors = { HEX (0x1d4e7e), HEX (0xb8533a), HEX (0x2f9e94), HEX (0xe0ab3c), HEX (0x6b4f8f),
                HEX (0x8c6d46), HEX (0x5a8f3c), HEX (0x9aa5b1) },
  },
  [KHEO_CHART_MONO] = {
    .background = HEX (0xffffff), .text = HEX (0x000000), .muted = HEX (0x333333),
    .grid = HEX (0xbbbbbb), .accent = HEX (0x000000),
    .colors = { HEX (0x333333), HEX (0x333333), HEX (0x333333), HEX (0x333333), HEX (0x333333),
                HEX (0x333333), HEX (0x333333), HEX (0x333333) },
  },
};

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
