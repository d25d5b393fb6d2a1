"""Who gets what: every address × everybody of the cast × state of the entry, for GET and for POST.

A status of 302 to a POST is "done" (for "kel" the way to the login page); with "*" (302*, 200*) the page says in words
why it was not, and the journal notes the refusal, as it does for a 403. The state is that of indicator 1 of subbagian
Teknis in 2024: a draft in an open period (terbuka), in one that was closed (ditutup) or is past its deadline (lewat),
handed in (diajukan), verified (diverifikasi, with all other figures of the year) or approved (disahkan); "-" where it
does not matter, "semua" where it matters to the page but not to who gets it.
"""

from dataclasses import dataclass

# opl: the operator of subbagian Keuangan, which also keeps the budget; sat: another office's administrator;
# tan: somebody without any role; kel: nobody has signed in.
CAST = {
    "op": "operator",
    "opl": "operator_lain",
    "ver": "verifikator",
    "pim": "pimpinan",
    "adm": "administrator",
    "aud": "auditor",
    "sat": "satker_lain",
    "tan": "tanpa_peran",
    "kel": "tanpa_masuk",
}
STATES = ("terbuka", "ditutup", "lewat", "diajukan", "diverifikasi", "disahkan")
# What is done here leaves no entry in the journal: it changes nothing that is kept.
UNRECORDED = (
    *("masuk", "jejak_pemeriksaan", "admin:index", "anggaran_impor_rincian"),
    *("data_impor", "data_impor_batal"),
)

TABLE = """
#                                GET                                  POST
# Outside an office: the way in and out.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
beranda             -            302 302 302 302 302 302 302 200 302  405  405  405  405  405  405  405  405  302
masuk               -            302 302 302 302 302 302 302 302 200  302  302  302  302  302  302  302  302  200
keluar              -            302 302 302 302 302 302 302 302 302  302  302  302  302  302  302  302  302  302
sehat               -            200 200 200 200 200 200 200 200 200  405  405  405  405  405  405  405  405  405
gaya                -            403 403 403 403 200 403 200 403 302  405  405  405  405  405  405  405  405  302
admin:index         -            302 302 302 302 200 302 200 302 302  302  302  302  302  200  302  200  302  302

# The report and its figures: everybody of the office reads, nothing can be posted.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
dasbor              -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_indikator    -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
indikator           -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_tren          -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
kutipan             -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_indikator - 200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_kutipan       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_data         -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_target       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_target -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_realisasi    -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_realisasi - 200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_anggaran     -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_anggaran - 200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_bukti        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_bukti  -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_tabel        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
tabel               -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
diagram             -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
perbandingan        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
perbandingan anggaran -          200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_tabel         -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_diagram       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_perbandingan  -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_perbandingan anggaran -    200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
buku_kerja          -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# The budget: everybody of the office reads; its keepers (opl, adm) write while its year is open.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
anggaran            -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_bulanan    -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_bulanan       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_nilai      terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai      ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai      lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai      diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai      diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai      disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
anggaran_nilai_ubah terbuka      403 200 403 403 200 403 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai_ubah ditutup      403 200 403 403 200 403 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai_ubah lewat        403 200 403 403 200 403 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai_ubah diajukan     403 200 403 403 200 403 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai_ubah diverifikasi 403 200 403 403 200 403 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_nilai_ubah disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
anggaran_impor         terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor         ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor         lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor         diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor         diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor         disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
anggaran_impor_rincian terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor_rincian ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor_rincian lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor_rincian diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor_rincian diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_impor_rincian disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
anggaran_impor_kemajuan -           200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_impor_berkas   -           200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_templat        -           200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_pohon      -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_pos        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_anggaran      -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_revisi     -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_versi_berkas -          200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_perubahan_anggaran -       200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_versi      terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_versi      ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_versi      lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_versi      diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_versi      diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_versi      disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302

# Money beside performance: everybody of the office reads.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
anggaran_efisiensi  -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_sasaran    -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_efisiensi     -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_sasaran       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_pendukung     -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
keluaran_hitung     -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# Sasaran, the tree of performance, divisi and subbagian: everybody of the office reads.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
daftar_sasaran      -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
sasaran             -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
tujuan              -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
pohon_kinerja       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_pohon_kinerja -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
daftar_unit         -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
laporan_divisi      -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
subbagian           -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# Output and shares: written by the keepers of the budget until the year is approved.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
anggaran_keluaran   terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_keluaran   ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_keluaran   lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_keluaran   diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_keluaran   diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_keluaran   disahkan     200 200 200 200 200 200 404 404 302  403  200* 403  403  200* 403  404  404  302
anggaran_dukungan   terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_dukungan   ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_dukungan   lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_dukungan   diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_dukungan   diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_dukungan   disahkan     200 200 200 200 200 200 404 404 302  403  200* 403  403  200* 403  404  404  302

# Work and where it stands: everybody of the office reads.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
tugas               semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
papan               semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
verifikasi          semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
bukti_unduh         -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
periode             -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
pengesahan          semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
pemberitahuan       semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
riwayat             -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
riwayat_unduh       -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# The journal, and people: not for operators, but everybody sees their own page (the operator's is asked for).
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
jejak               -            403 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
jejak_rincian       -            403 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
unduh_jejak         -            403 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
jejak_ekspor        -            403 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
jejak_pemeriksa     -            403 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
jejak_pemeriksaan   -            403 403 200 200 200 200 404 404 302  403  403  302  302  302  302  404  404  302
orang_daftar        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
orang               -            200 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
orang_unduh         -            200 403 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# The accounts of the office: for those who keep them.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
daftar_pengguna     -            403 403 403 403 200 403 404 404 302  405  405  405  405  405  405  404  404  302
unduh_daftar_pengguna - 403 403 403 403 200 403 404 404 302  405  405  405  405  405  405  404  404  302

# The budget: everybody of the office reads; keepers and verifikator explain differences until the year is approved.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
unduh_rekonsiliasi  -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
anggaran_rekonsiliasi terbuka    200 200 200 200 200 200 404 404 302  403  302  302  403  302  403  404  404  302
anggaran_rekonsiliasi ditutup    200 200 200 200 200 200 404 404 302  403  302  302  403  302  403  404  404  302
anggaran_rekonsiliasi lewat      200 200 200 200 200 200 404 404 302  403  302  302  403  302  403  404  404  302
anggaran_rekonsiliasi diajukan   200 200 200 200 200 200 404 404 302  403  302  302  403  302  403  404  404  302
anggaran_rekonsiliasi diverifikasi 200 200 200 200 200 200 404 404 302 403 302  302  403  302  403  404  404  302
anggaran_rekonsiliasi disahkan   200 200 200 200 200 200 404 404 302  403  200* 200* 403  200* 403  404  404  302

# Editions: everybody of the office reads.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
edisi               disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
edisi_unduh         disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
edisi_lembar        disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
edisi_tabel         disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
edisi_banding       disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
berita_acara_unduh  disahkan     200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302

# Filling in: the subbagian's operator, verifikator and administrator, while it is a draft in an open period.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
isi                 terbuka      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
isi                 ditutup      200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
isi                 lewat        200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
isi                 diajukan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
isi                 diverifikasi 200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
isi                 disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
isi_hitung          terbuka      302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_hitung          ditutup      302 302 302 302 302 302 404 404 302  403  403  403  403  403  403  404  404  302
isi_hitung          lewat        302 302 302 302 302 302 404 404 302  403  403  403  403  403  403  404  404  302
isi_hitung          diajukan     302 302 302 302 302 302 404 404 302  403  403  403  403  403  403  404  404  302
isi_hitung          diverifikasi 302 302 302 302 302 302 404 404 302  403  403  403  403  403  403  404  404  302
isi_hitung          disahkan     302 302 302 302 302 302 404 404 302  403  403  403  403  403  403  404  404  302
isi_draf            terbuka      302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_draf            ditutup      302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_draf            lewat        302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_draf            diajukan     302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_draf            diverifikasi 302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
isi_draf            disahkan     302 302 302 302 302 302 404 404 302  200  403  200  403  200  403  404  404  302
grid                terbuka      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
grid                ditutup      200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
grid                lewat        200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
grid                diajukan     200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
grid                diverifikasi 200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
grid                disahkan     200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
pendukung           terbuka      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
pendukung           ditutup      200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
pendukung           lewat        200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
pendukung           diajukan     200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
pendukung           diverifikasi 200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
pendukung           disahkan     200 200 200 200 200 200 404 404 302  200* 403  200* 403  200* 403  404  404  302
narasi              terbuka      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi              ditutup      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi              lewat        200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi              diajukan     200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi              diverifikasi 200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi              disahkan     403 403 403 403 403 403 404 404 302  200* 403  200* 403  200* 403  404  404  302
narasi_sasaran      terbuka      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi_sasaran      ditutup      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi_sasaran      lewat        200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi_sasaran      diajukan     200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi_sasaran      diverifikasi 200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
narasi_sasaran      disahkan     403 403 403 403 403 403 404 404 302  200* 403  200* 403  200* 403  404  404  302

# The sheets of the budget: everybody of the office reads, its keepers write while the year is open.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
anggaran_isi        terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_isi        ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_isi        lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_isi        diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_isi        diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_isi        disahkan     200 200 200 200 200 200 404 404 302  403  200* 403  403  200* 403  404  404  302
anggaran_rencana    terbuka      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_rencana    ditutup      200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_rencana    lewat        200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_rencana    diajukan     200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_rencana    diverifikasi 200 200 200 200 200 200 404 404 302  403  302  403  403  302  403  404  404  302
anggaran_rencana    disahkan     200 200 200 200 200 200 404 404 302  403  200* 403  403  200* 403  404  404  302

# The plan of a year: the administrator's until the year is approved; rencana aksi by those who fill in the indicator.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
tahun_baru          terbuka      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
tahun_baru          ditutup      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
tahun_baru          lewat        403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
tahun_baru          diajukan     403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
tahun_baru          diverifikasi 403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
tahun_baru          disahkan     403 403 403 403 200 403 404 404 302  403  403  403  403  403  403  404  404  302
perjanjian_baru     terbuka      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
perjanjian_baru     ditutup      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
perjanjian_baru     lewat        403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
perjanjian_baru     diajukan     403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
perjanjian_baru     diverifikasi 403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
perjanjian_baru     disahkan     403 403 403 403 200 403 404 404 302  403  403  403  403  403  403  404  404  302
rencana_indikator   terbuka      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
rencana_indikator   ditutup      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
rencana_indikator   lewat        200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
rencana_indikator   diajukan     200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
rencana_indikator   diverifikasi 200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
rencana_indikator   disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302

# Evidence: with the draft; later the verifikator's, and corrections beside what is verified.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
bukti_tambah        terbuka      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
bukti_tambah        ditutup      403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
bukti_tambah        lewat        403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
bukti_tambah        diajukan     403 403 200 403 403 403 404 404 302  403  403  302  403  403  403  404  404  302
bukti_tambah        diverifikasi 200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
bukti_tambah        disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
bukti_hapus         terbuka      200 403 200 403 200 403 404 404 302  302  403  302  403  302  403  404  404  302
bukti_hapus         ditutup      403 403 403 403 403 403 404 404 302  302* 403  302* 403  302* 403  404  404  302
bukti_hapus         lewat        403 403 403 403 403 403 404 404 302  302* 403  302* 403  302* 403  404  404  302
bukti_hapus         diajukan     403 403 403 403 403 403 404 404 302  302* 403  302* 403  302* 403  404  404  302
bukti_hapus         diverifikasi 403 403 403 403 403 403 404 404 302  302* 403  302* 403  302* 403  404  404  302
bukti_hapus         disahkan     403 403 403 403 403 403 404 404 302  302* 403  302* 403  302* 403  404  404  302

# Handing in and taking back.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
isi_periksa ajukan  terbuka      200 200 200 200 200 200 404 404 302  302  403  302  403  302  403  404  404  302
isi_periksa ajukan  ditutup      200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa ajukan  lewat        200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa ajukan  diajukan     200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa ajukan  diverifikasi 200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa ajukan  disahkan     200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa tarik   terbuka      200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa tarik   ditutup      200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa tarik   lewat        200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa tarik   diajukan     200 200 200 200 200 200 404 404 302  302  403  302* 403  302* 403  404  404  302
isi_periksa tarik   diverifikasi 200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
isi_periksa tarik   disahkan     200 200 200 200 200 200 404 404 302  302* 403  302* 403  302* 403  404  404  302
langkah ajukan      terbuka      405 405 405 405 405 405 404 404 302  302  403  302  403  302  403  404  404  302
langkah ajukan      ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah ajukan      lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah ajukan      diajukan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah ajukan      diverifikasi 405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah ajukan      disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah tarik       terbuka      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah tarik       ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah tarik       lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah tarik       diajukan     405 405 405 405 405 405 404 404 302  302  403  403  403  403  403  404  404  302
langkah tarik       diverifikasi 405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah tarik       disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302

# Checking: the verifikator's, of what is handed in.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
langkah periksa     terbuka      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah periksa     ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah periksa     lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah periksa     diajukan     405 405 405 405 405 405 404 404 302  403  403  302  403  403  403  404  404  302
langkah periksa     diverifikasi 405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah periksa     disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah verifikasi  terbuka      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah verifikasi  ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah verifikasi  lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah verifikasi  diajukan     405 405 405 405 405 405 404 404 302  403  403  302  403  403  403  404  404  302
langkah verifikasi  diverifikasi 405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah verifikasi  disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah kembalikan  terbuka      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah kembalikan  ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah kembalikan  lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302
langkah kembalikan  diajukan     405 405 405 405 405 405 404 404 302  403  403  302  403  403  403  404  404  302
langkah kembalikan  diverifikasi 405 405 405 405 405 405 404 404 302  403  403  302  403  403  403  404  404  302
langkah kembalikan  disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302

# Periods: the administrator's, until the period is approved.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
periode_atur        terbuka      200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
periode_atur        ditutup      200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
periode_atur        lewat        200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
periode_atur        diajukan     200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
periode_atur        diverifikasi 200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
periode_atur        disahkan     200 200 200 200 200 200 404 404 302  403  403  403  403  403  403  404  404  302
perpanjangan        terbuka      405 405 405 405 405 405 404 404 302  403  403  403  403  302  403  404  404  302
perpanjangan        ditutup      405 405 405 405 405 405 404 404 302  403  403  403  403  302  403  404  404  302
perpanjangan        lewat        405 405 405 405 405 405 404 404 302  403  403  403  403  302  403  404  404  302
perpanjangan        diajukan     405 405 405 405 405 405 404 404 302  403  403  403  403  302  403  404  404  302
perpanjangan        diverifikasi 405 405 405 405 405 405 404 404 302  403  403  403  403  302  403  404  404  302
perpanjangan        disahkan     405 405 405 405 405 405 404 404 302  403  403  403  403  403  403  404  404  302

# Approving: a pimpinan here, or a verifikator from the berita acara, once every figure is verified; then reopening.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
sahkan aplikasi     terbuka      200 200 200 200 200 200 404 404 302  403  403  403  200  403  403  404  404  302
sahkan aplikasi     ditutup      200 200 200 200 200 200 404 404 302  403  403  403  200  403  403  404  404  302
sahkan aplikasi     lewat        200 200 200 200 200 200 404 404 302  403  403  403  200  403  403  404  404  302
sahkan aplikasi     diajukan     200 200 200 200 200 200 404 404 302  403  403  403  200  403  403  404  404  302
sahkan aplikasi     diverifikasi 200 200 200 200 200 200 404 404 302  403  403  403  302  403  403  404  404  302
sahkan aplikasi     disahkan     200 200 200 200 200 200 404 404 302  403  403  403  200  403  403  404  404  302
sahkan berita_acara terbuka      200 200 200 200 200 200 404 404 302  403  403  200  403  403  403  404  404  302
sahkan berita_acara ditutup      200 200 200 200 200 200 404 404 302  403  403  200  403  403  403  404  404  302
sahkan berita_acara lewat        200 200 200 200 200 200 404 404 302  403  403  200  403  403  403  404  404  302
sahkan berita_acara diajukan     200 200 200 200 200 200 404 404 302  403  403  200  403  403  403  404  404  302
sahkan berita_acara diverifikasi 200 200 200 200 200 200 404 404 302  403  403  302  403  403  403  404  404  302
sahkan berita_acara disahkan     200 200 200 200 200 200 404 404 302  403  403  200  403  403  403  404  404  302
buka_kembali        terbuka      403 403 403 200 200 403 404 404 302  403  403  403  404  404  403  404  404  302
buka_kembali        ditutup      403 403 403 200 200 403 404 404 302  403  403  403  404  404  403  404  404  302
buka_kembali        lewat        403 403 403 200 200 403 404 404 302  403  403  403  404  404  403  404  404  302
buka_kembali        diajukan     403 403 403 200 200 403 404 404 302  403  403  403  404  404  403  404  404  302
buka_kembali        diverifikasi 403 403 403 200 200 403 404 404 302  403  403  403  404  404  403  404  404  302
buka_kembali        disahkan     403 403 403 200 200 403 404 404 302  403  403  403  302  302  403  404  404  302

# Data in and out: everybody of the office reads and takes templates; whoever writes anything brings files in, and the
# rows are asked one by one. An import is applied and taken back by its uploader (adm here) and the administrator. What
# is for the whole application exists for superusers only.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
data_masuk          semua        200 200 200 200 200 200 404 404 302  302  302  302  403  302  403  404  404  302
data_templat        -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
data_impor          semua        200 200 200 200 200 200 404 404 302  403  403  403  403  302  403  404  404  302
data_impor_kemajuan -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
data_impor_berkas   -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
data_impor_kesalahan -           200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
data_impor_batal    semua        403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
muat_dari_admin     -            302 302 302 404 302 404 302 404 302  405  405  405  405  405  405  405  405  302
aplikasi_data_masuk -            404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_templat -          404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_impor -            404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_impor_kemajuan -   404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_impor_berkas -     404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_impor_kesalahan -  404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
aplikasi_data_impor_batal -      404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302

# Evaluation meetings: everybody of the office reads; verifikator, pimpinan and administrator keep them until the
# period is approved. What became of a decision is reported by its owner (op), verifikator and pimpinan, always.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
rapat_daftar        semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
rapat               semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
rapat_cetak         semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
rapat_paparan       semua        200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
rapat_berkas_unduh  -            200 200 200 200 200 200 404 404 302  405  405  405  405  405  405  404  404  302
rapat_tambah        terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_tambah        ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_tambah        lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_tambah        diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_tambah        diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_tambah        disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_ubah          terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_ubah          ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_ubah          lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_ubah          diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_ubah          diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_ubah          disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_hapus         terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_hapus         ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_hapus         lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_hapus         diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_hapus         diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_hapus         disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_peserta       terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_peserta       ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_peserta       lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_peserta       diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_peserta       diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_peserta       disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_notulen       terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_notulen       ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_notulen       lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_notulen       diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_notulen       diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_notulen       disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_keputusan     terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan     ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan     lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan     diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan     diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan     disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_keputusan_ubah terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan_ubah ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan_ubah lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan_ubah diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan_ubah diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_keputusan_ubah disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_berkas        terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas        ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas        lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas        diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas        diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas        disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
rapat_berkas_hapus  terbuka      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas_hapus  ditutup      403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas_hapus  lewat        403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas_hapus  diajukan     403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas_hapus  diverifikasi 403 403 200 200 200 403 404 404 302  403  403  302  302  302  403  404  404  302
rapat_berkas_hapus  disahkan     403 403 403 403 403 403 404 404 302  403  403  403  403  403  403  404  404  302
tindak_lanjut       semua        200 200 200 200 200 200 404 404 302  302  403  302  302  403  403  404  404  302

# Adopting indicators of a Renstra: the administrator, while the years are open.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
adopsi              terbuka      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
adopsi              ditutup      403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
adopsi              lewat        403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
adopsi              diajukan     403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
adopsi              diverifikasi 403 403 403 403 200 403 404 404 302  403  403  403  403  302  403  404  404  302
adopsi              disahkan     403 403 403 403 200 403 404 404 302  403  403  403  403  200* 403  404  404  302

# Offices below: this office has none. Who sees them above it: tests/dasbor/test_kantor.py.
# address           state        op  opl ver pim adm aud sat tan kel  op   opl  ver  pim  adm  aud  sat  tan  kel
kantor              -            404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
unduh_kantor        -            404 404 404 404 404 404 404 404 302  404  404  404  404  404  404  404  404  302
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One method of one address in one state, with the status for everybody."""

    name: str
    state: str
    method: str
    expected: dict[str, str]

    @property
    def asked_in(self) -> tuple[str, ...]:
        """The states that the office is brought to for it."""
        return {"-": STATES[:1], "semua": STATES}.get(self.state, (self.state,))


def _rows() -> list[Row]:
    found = []
    for line in TABLE.splitlines():
        if not line or line.startswith("#"):
            continue
        *words, state = line.split()[: -2 * len(CAST)]
        name, cells = " ".join(words), line.split()[-2 * len(CAST) :]
        assert state in (*STATES, "-", "semua"), line
        for method, part in (("GET", cells[: len(CAST)]), ("POST", cells[len(CAST) :])):
            found.append(Row(name, state, method, dict(zip(CAST.values(), part, strict=True))))
    return found


ROWS = _rows()
