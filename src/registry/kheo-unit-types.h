/*
 * The kinds of unit (domain.md: province … business) as one list, so that the table of types and
 * the choices of the register of units cannot drift apart.  Only for this room.
 *
 * X (value, label, prefix, short prefixes as match keys, level, branch)
 *
 * Of two kinds with the same prefix ("Thành phố") the first is meant when no level is asked for.
 */
#pragma once

#define KHEO_UNIT_TYPES(X)                                                                         \
  X ("province", N_ ("Province"), "Tỉnh", "t|tinh", PROVINCE, TERRITORY)                           \
  X ("city", N_ ("City under the central government"), "Thành phố",                                \
     "tp|t p|thanh pho|thanh pho truc thuoc trung uong", PROVINCE, TERRITORY)                      \
  X ("district", N_ ("Rural district"), "Huyện", "h|huyen", DISTRICT, TERRITORY)                   \
  X ("urban-district", N_ ("Urban district"), "Quận", "q|quan", DISTRICT, TERRITORY)               \
  X ("town", N_ ("Town"), "Thị xã", "tx|t x|thi xa", DISTRICT, TERRITORY)                          \
  X ("provincial-city", N_ ("City under a province"), "Thành phố",                                 \
     "tp|t p|thanh pho|thanh pho thuoc tinh", DISTRICT, TERRITORY)                                 \
  X ("commune", N_ ("Commune"), "Xã", "x|xa", COMMUNE, TERRITORY)                                  \
  X ("ward", N_ ("Ward"), "Phường", "p|f|phuong", COMMUNE, TERRITORY)                              \
  X ("township", N_ ("Township"), "Thị trấn", "tt|t t|thi tran", COMMUNE, TERRITORY)               \
  X ("special-zone", N_ ("Special zone"), "Đặc khu", "dk|dac khu", COMMUNE, TERRITORY)             \
  X ("hamlet", N_ ("Hamlet"), "Thôn", "thon|xom|lang", HAMLET, TERRITORY)                          \
  X ("ban", N_ ("Hamlet (bản)"), "Bản", "ban", HAMLET, TERRITORY)                                  \
  X ("ap", N_ ("Hamlet (ấp)"), "Ấp", "ap", HAMLET, TERRITORY)                                      \
  X ("buon", N_ ("Hamlet (buôn)"), "Buôn", "buon|bon|plei", HAMLET, TERRITORY)                     \
  X ("khom", N_ ("Urban hamlet (khóm)"), "Khóm", "khom", HAMLET, TERRITORY)                        \
  X ("residential-group", N_ ("Residential group"), "Tổ dân phố", "tdp|to dan pho|to dp|to",       \
     HAMLET, TERRITORY)                                                                            \
  X ("khu-pho", N_ ("Urban hamlet (khu phố)"), "Khu phố", "kp|khu pho|khu", HAMLET, TERRITORY)     \
  X ("residential-area", N_ ("Residential area"), "Khu dân cư", "kdc|khu dan cu", HAMLET,          \
     TERRITORY)                                                                                    \
  X ("tieu-khu", N_ ("Urban hamlet (tiểu khu)"), "Tiểu khu", "tk|tieu khu", HAMLET, TERRITORY)     \
  X ("lien-khu", N_ ("Urban hamlet (liên khu)"), "Liên khu", "lien khu", HAMLET, TERRITORY)        \
  X ("party-committee", N_ ("Party committee"), "Đảng ủy",                                         \
     "dang uy|dang bo|tinh uy|thanh uy|huyen uy|quan uy|thi uy|chi bo|dang doan", ORGANISATION,    \
     PARTY)                                                                                        \
  X ("front-committee", N_ ("Fatherland Front committee"), "Ủy ban MTTQ",                          \
     "uy ban mttq|ub mttq|ubmttq|uy ban mat tran to quoc|mat tran to quoc|mttq|mat tran"           \
     "|ban cong tac mat tran|ban ctmt",                                                            \
     ORGANISATION, FRONT)                                                                          \
  X ("office", N_ ("Office"), "Ban",                                                               \
     "ban|so|phong|van phong|vp|chi cuc|cuc|trung tam|uy ban nhan dan|ubnd|khoi", ORGANISATION,    \
     PARTY)                                                                                        \
  X ("organisation", N_ ("Socio-political organisation"), "",                                      \
     "hoi nong dan|hnd|hoi lien hiep phu nu|hoi lhpn|hoi phu nu|doan thanh nien|doan tncs|dtn"     \
     "|tinh doan|huyen doan|hoi cuu chien binh|hoi ccb|ccb|cong doan|lien doan lao dong|ldld",     \
     ORGANISATION, FRONT)                                                                          \
  X ("association", N_ ("Association"), "Hội", "hoi", ORGANISATION, FRONT)                         \
  X ("armed-forces", N_ ("Armed forces"), "",                                                      \
     "cong an|bo chi huy|ban chi huy quan su|bchqs|bo doi|bo doi bien phong|don bien phong"        \
     "|trung doan|su doan|lu doan",                                                                \
     ORGANISATION, TERRITORY)                                                                      \
  X ("business", N_ ("Business"), "Công ty",                                                       \
     "cong ti|doanh nghiep|hop tac xa|htx|tap doan|ngan hang|xi nghiep", ORGANISATION, TERRITORY)  \
  X ("other", N_ ("Other"), "", "", ORGANISATION, TERRITORY)
