/** Subdivisions that ISO 3166-2 does not list and post offices do: `CODE NAME`, by country. */
export const POSTAL_SUBDIVISIONS: Readonly<Record<string, readonly string[]>> = {
  US: ["AA Armed Forces Americas", "AE Armed Forces Europe", "AP Armed Forces Pacific"],
}

/** What people write instead of ISO's name, by whole code. Compared folded: `Tex.` is `Tex`. */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  "US-AL": ["Ala"],
  "US-AZ": ["Ariz"],
  "US-AR": ["Ark"],
  "US-CA": ["Calif", "Cal"],
  "US-CO": ["Colo"],
  "US-CT": ["Conn"],
  "US-DC": ["Washington DC", "Washington D C", "DC Washington"],
  "US-DE": ["Del"],
  "US-FL": ["Fla"],
  "US-IL": ["Ill"],
  "US-IN": ["Ind"],
  "US-KS": ["Kan", "Kans"],
  "US-MA": ["Mass", "Commonwealth of Massachusetts"],
  "US-MI": ["Mich"],
  "US-MN": ["Minn"],
  "US-MS": ["Miss"],
  "US-MT": ["Mont"],
  "US-NE": ["Neb", "Nebr"],
  "US-NV": ["Nev"],
  "US-NM": ["N Mex"],
  "US-ND": ["N Dak"],
  "US-OK": ["Okla"],
  "US-OR": ["Ore", "Oreg"],
  "US-PA": ["Penn", "Penna"],
  "US-SD": ["S Dak"],
  "US-TN": ["Tenn"],
  "US-TX": ["Tex"],
  "US-VI": ["US Virgin Islands", "U S Virgin Islands", "Virgin Islands"],
  "US-WA": ["Wash", "Washington State"],
  "US-WV": ["W Va"],
  "US-WI": ["Wis", "Wisc"],
  "US-WY": ["Wyo"],
  "US-AE": ["Armed Forces Africa", "Armed Forces Canada", "Armed Forces Middle East"],
  "CA-AB": ["Alta"],
  "CA-MB": ["Man"],
  "CA-NL": ["Nfld", "Newfoundland", "Labrador"],
  "CA-NT": ["NWT"],
  "CA-ON": ["Ont"],
  "CA-PE": ["PEI"],
  "CA-QC": ["Que", "PQ"],
  "CA-SK": ["Sask"],
  "CA-YT": ["Yukon Territory"],
  "AU-QLD": ["Qld"],
  "AU-TAS": ["Tas"],
  "AU-VIC": ["Vic"],
  "GB-ENG": ["Greater London", "London"],
}

/** Nations of the United Kingdom, whose councils ISO lists beside them and not within them. England has all others. */
export const COUNCILS_BY_NATION: Readonly<Record<string, string>> = {
  SCT: "ABD ABE AGB ANS CLK DGY DND EAY EDH EDU ELN ELS ERW FAL FIF GLG HLD IVC MLN MRY NAY NLK ORK PKN RFW SAY SCB SLK STG WDU WLN ZET",
  WLS: "AGY BGE BGW CAY CGN CMN CRF CWY DEN FLN GWN MON MTY NTL NWP PEM POW RCT SWA TOF VGL WRX",
  NIR: "ABC AND ANN BFS CCG DRS FMO LBC MEA MUL NMD",
}

/**
 * Territories that ISO lists twice, as a country and as a part of another, with the code that we use for both. Territories
 * of the United States count as its parts, because the United States are divided; all others as the countries that their
 * addresses are written in.
 */
export const ONE_CODE_OF_TWO: Readonly<Record<string, string>> = {
  ...{ AS: "US-AS", GU: "US-GU", MP: "US-MP", PR: "US-PR", UM: "US-UM", VI: "US-VI" },
  ...{ "CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW", "FI-01": "AX", "NO-21": "SJ", "NO-22": "SJ" },
  ...{ "NL-AW": "AW", "NL-BQ1": "BQ", "NL-BQ2": "BQ", "NL-BQ3": "BQ", "NL-CW": "CW", "NL-SX": "SX" },
  ...{ "FR-971": "GP", "FR-972": "MQ", "FR-973": "GF", "FR-974": "RE", "FR-976": "YT", "FR-BL": "BL", "FR-MF": "MF" },
  ...{ "FR-NC": "NC", "FR-PF": "PF", "FR-PM": "PM", "FR-TF": "TF", "FR-WF": "WF" },
}
