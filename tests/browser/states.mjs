// Institutions to look at the page with: for its pictures and its measurements, and for whoever tests
// more of it. A state is a link: the answers and the day in the address of the page.

/** The day of the states in which something is still open. */
const early = "2025-11-01";
/** A day on which nothing is left for `branch`: every programme is over or out of the question. */
const late = "2026-11-22";

const hospital = {
  facilityType: "hospital",
  beds: 250,
  founder: "medical-corporation",
  employees: 300,
  prefecture: "13",
  onlineEligibility: true,
  ePrescription: "introduced",
  inHousePrescribing: true,
  checkupSystem: true,
  sharedDocuments: 3,
  cardIntegration: "both",
  receptionMachine: true,
  readerUnits: 3,
  baseUpFee: true,
  publicAssistance: true,
  separateRoute: true,
  homeVisits: true,
  onlineCare: true,
  checkups: true,
  paperClaims: false,
  itProcesses: 4,
  minimumWageCase: false,
  costs: {
    "ehr-sharing": 20_000_000,
    "e-prescription": 4_000_000,
    productivity: 12_000_000,
    "it-introduction": 3_000_000,
    "medical-assistance": 700_000,
    "outpatient-mobile.device": 300_000,
    "outpatient-mobile.refit": 500_000,
    "home-visit-mobile.device": 300_000,
    "home-visit-mobile.refit": 500_000,
    "online-care-mobile": 400_000,
    "checkup-body-mobile": 400_000,
    "card-integration": 2_000_000,
    "smartphone-reader": 60_000,
  },
};

const clinic = {
  facilityType: "clinic",
  beds: 0,
  founder: "sole-proprietor",
  employees: 6,
  prefecture: "27",
  onlineEligibility: true,
  ePrescription: "declared",
  inHousePrescribing: false,
  cardIntegration: "card",
  receptionMachine: false,
  readerUnits: 1,
  baseUpFee: true,
  publicAssistance: true,
  separateRoute: false,
  homeVisits: true,
  onlineCare: false,
  checkups: true,
  paperClaims: false,
  itProcesses: 2,
  minimumWageCase: false,
  costs: {
    "e-prescription": 388_000,
    productivity: 250_000,
    "it-introduction": 1_200_000,
    "medical-assistance": 150_000,
    "home-visit-mobile.device": 120_000,
    "home-visit-mobile.refit": 200_000,
    "card-integration": 600_000,
    "smartphone-reader": 8_000,
  },
};

/** One of many clinics of a large corporation. */
const branch = {
  facilityType: "clinic",
  beds: 0,
  founder: "medical-corporation",
  employees: 320,
  onlineEligibility: true,
  publicAssistance: false,
  checkups: false,
};

/** Name → what is known and on which day. */
export const states = {
  empty: { answers: {}, on: early },
  "three-answers": { answers: { facilityType: "hospital", beds: 250, onlineEligibility: true }, on: early },
  "complete-hospital": { answers: hospital, on: early },
  "complete-clinic": { answers: clinic, on: early },
  "all-closed": { answers: branch, on: late },
};

/** What stands behind the page's address in that state. */
export const fragmentOf = ({ answers, on }) => `#a=${encodeURIComponent(JSON.stringify(answers))}&on=${on}`;
