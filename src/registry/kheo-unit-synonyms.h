/* Headings over units in lists of every kind.  Private to the registers. */
#pragma once

#define KHEO_UNIT_SYNONYMS                                                                         \
  "xa|xa phuong|xa phuong thi tran|phuong xa|phuong xa thi tran|don vi xa phuong"                  \
  "|don vi xa phuong thi tran|don vi cap xa|don vi hanh chinh|ten xa|ten xa phuong"                \
  "|dia ban|dia ban xa|xa phuong dac khu|xa phuong thi tran dac khu|phuong|thi tran"               \
  "|dia phuong|don vi|ten don vi|don vi xa|cap xa|ten xa phuong thi tran"                          \
  "|xa thi tran|don vi xa phuong dac khu|thuoc xa|thuoc xa phuong|ten dia phuong"                  \
  "|xa thi tran phuong|ten phuong xa|don vi dia phuong"
