"""Words for invented records: Latin and Arabic, plain and awkward."""

PEOPLE = (
    "Amal Nasser",
    "Bruno Keller",
    "Chiara Fontana",
    "Dina Haddad",
    "Émile Rousseau",
    "Farid Mansour",
    "Greta Lindqvist",
    "هدى سليمان",
    "يوسف الكاتب",
    "ليلى العمري",
    "سامر النجار",
    "مريم الخطيب",
)

FIRMS = (
    "Cedar & Sons",
    "North Pier Logistics",
    'Studio "Blue Door"',
    "O'Malley Prints",
    "Brücke Werkstatt GmbH",
    "شركة النخيل للتجارة",
    "مؤسسة البحر الأزرق",
    "مكتبة الورق القديم",
    "Two Rivers Café",
    "Sand & Salt Travel",
)

NOTES = (
    "Deposit for the spring order",
    "دفعة مقدمة عن أعمال التصميم",
    "First line\r\nsecond line\r\nthird line",
    'He said "paid in full", twice',
    "Thanks! 🎉 see you in May ☕",
    "Rent, storage & handling <b>2 pallets</b>",
    "فاتورة رقم ١٢٣ عن شهر مارس 🧾",
    "Rückzahlung Kaution, Raum 4½",
    "C:\\ledger\\2025 \\ copied by hand",
    "null",
)

CATEGORIES = ("Sales", "Consulting", "Rent", "مبيعات", "خدمات", "Interest", "Refunds & returns")

PRODUCTS = (
    "Linen notebook",
    "Design hour",
    "دفتر رسم",
    "Sea freight, per pallet",
    "Espresso beans 1 kg",
    "Workshop seat",
    "صيانة شهرية",
    "Poster A2",
)

PROJECTS = ("Harbour refit", "Spring catalogue", "مشروع الواحة", "Website 2.0")

TAGS = ("export", "repeat customer", "عاجل", "🌱 green", "Q2")

BANKS = ("Main account", "Cash drawer", "حساب التوفير")
