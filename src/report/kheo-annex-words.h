/* The strings of the two rules (05-HD/VPTW, Nghị định 30/2020) and of statistical forms, word for
 * word.  They are the law's, not the program's: they are not translated. */
#pragma once

#define KHEO_ANNEX_PARTY_MOTTO "ĐẢNG CỘNG SẢN VIỆT NAM"
#define KHEO_ANNEX_STATE_NAME  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define KHEO_ANNEX_STATE_MOTTO "Độc lập - Tự do - Hạnh phúc"
#define KHEO_ANNEX_ANNEX       "PHỤ LỤC"
#define KHEO_ANNEX_RECIPIENTS  "Nơi nhận:"
#define KHEO_ANNEX_SENDER      "Đơn vị báo cáo:"
#define KHEO_ANNEX_RECEIVER    "Đơn vị nhận báo cáo:"
