// The rules as anybody would write them by hand in JavaScript, for complete answers: the floor of what an evaluation
// costs, and the second opinion on every amount. Shares nothing with `rules.mjs` nor with the calculator.

const step = (yen, unit) => yen - (yen % unit);
const no = (amount = true) => ({ eligibility: "no", min: amount ? 0 : null, max: amount ? 0 : null });
const yes = (yen) => ({ eligibility: "yes", min: yen, max: yen });
const yesUpTo = (yen) => ({ eligibility: "yes", min: 0, max: yen });
const yesUnstated = () => ({ eligibility: "yes", min: null, max: null });

const isClinic = (a) => a.facilityType === "clinic" || a.facilityType === "dental-clinic";
const isCareSite = (a) => a.facilityType === "hospital" || isClinic(a) || a.facilityType === "pharmacy";
const isChain = (a) => a.facilityType === "pharmacy" && a.largeChainPharmacy;

export function ehrSharing(a) {
  if (a.facilityType !== "hospital" || a.beds < 20 || !a.onlineEligibility) return no();
  if (a.ePrescription !== "introduced" && a.ePrescription !== "declared") return no();
  const large = a.beds >= 200;
  let limit = large ? 10_162_000 : 8_170_000;
  let cap = large ? 5_081_000 : 4_085_000;
  if (a.checkupSystem && a.sharedDocuments === 3) {
    limit = large ? 13_158_000 : 10_913_000;
    cap = large ? 6_579_000 : 5_457_000;
  }
  return yes(Math.min(Math.floor(Math.min(a.costs["ehr-sharing"], limit) / 2), cap));
}

export function productivity(a) {
  if (!a.baseUpFee) return no();
  let cap;
  if (a.facilityType === "hospital") cap = a.beds * 40_000;
  else if (isClinic(a)) cap = a.beds >= 5 ? a.beds * 40_000 : 180_000;
  else if (a.facilityType === "visiting-nursing") cap = 180_000;
  else return no();
  return yes(step(Math.min(a.costs.productivity, cap), 1000));
}

function mobile(a, device, refit) {
  if (a.facilityType === "hospital") {
    return yes(Math.min(Math.floor((Math.min(device, 41_000) + Math.min(refit, 781_000)) / 2), 411_000));
  }
  const cost = Math.min(device, 41_000) + Math.min(refit, 130_000);
  if (isChain(a)) return yes(Math.min(Math.floor(cost / 2), 85_000));
  return yes(Math.min(Math.floor((cost * 3) / 4), 128_000));
}

export function homeVisitMobile(a) {
  if (!isCareSite(a) || !a.homeVisits || !a.onlineEligibility) return no();
  return mobile(a, a.costs["home-visit-mobile.device"], a.costs["home-visit-mobile.refit"]);
}

export function itIntroduction(a) {
  let eligibility = "unknown";
  switch (a.founder) {
    case "medical-corporation":
    case "social-welfare-corporation":
    case "school-corporation":
      if (a.employees > 300) return no();
      eligibility = "yes";
      break;
    case "sole-proprietor":
      if (a.employees > (a.facilityType === "hospital" || isClinic(a) ? 100 : 300)) return no();
      if (a.employees <= 50 || a.facilityType === "hospital" || isClinic(a)) eligibility = "yes";
      break;
    case "association-or-foundation":
      if (a.employees > 300) return no();
      if (a.employees <= 50) eligibility = "yes";
      break;
    case "company":
      if (a.employees <= 50 && !isChain(a)) eligibility = "yes";
      break;
    case "public":
      return no();
  }
  const cost = a.costs["it-introduction"];
  const share = a.minimumWageCase ? Math.floor((cost * 2) / 3) : Math.floor(cost / 2);
  const max = share < 50_000 ? 0 : Math.min(share, a.itProcesses <= 3 ? 1_499_999 : 4_500_000);
  return { eligibility, min: eligibility === "yes" ? max : 0, max };
}

function medicalAssistance(a) {
  return isCareSite(a) && a.publicAssistance ? yesUnstated() : no(false);
}

function outpatientMobile(a) {
  if (!isCareSite(a) || !a.separateRoute || !a.onlineEligibility) return no();
  return mobile(a, a.costs["outpatient-mobile.device"], a.costs["outpatient-mobile.refit"]);
}

function onlineCareMobile(a) {
  if (!isCareSite(a) || !a.onlineCare) return no();
  const cap = a.facilityType === "hospital" ? 390_000 : isChain(a) ? 65_000 : 97_000;
  return yesUpTo(Math.min(a.costs["online-care-mobile"], cap));
}

function checkupBodyMobile(a) {
  if (a.facilityType === "checkup-body") return yesUnstated();
  return a.checkups ? { eligibility: "unknown", min: null, max: null } : no(false);
}

function exemptBodyMobile(a) {
  return isCareSite(a) && a.paperClaims ? yesUpTo(Math.min(a.costs["exempt-body-mobile"], 31_000)) : no();
}

function cardIntegration(a) {
  if (!isCareSite(a) || a.cardIntegration === "none") return no();
  const cost = a.costs["card-integration"];
  const half = (limit, cap) => yes(Math.min(step(Math.floor(Math.min(cost, limit) / 2), 1000), cap));
  if (a.facilityType === "pharmacy" && a.cardIntegration === "card") return no();
  if (a.facilityType === "hospital") {
    return a.cardIntegration !== "subsidy" && a.receptionMachine ? half(1_200_000, 600_000) : half(566_000, 283_000);
  }
  if (isChain(a)) return half(73_000, 36_000);
  return yes(Math.min(step(Math.floor((Math.min(cost, 73_000) * 3) / 4), 1000), 54_000));
}

function smartphoneReader(a) {
  if (!isCareSite(a)) return no();
  const units = Math.min(a.readerUnits, a.facilityType === "hospital" ? 3 : 1);
  return yes(Math.min(Math.floor(a.costs["smartphone-reader"] / 2), 7_000 * units));
}

function ePrescription(a) {
  if (!isCareSite(a) || !a.onlineEligibility) return no();
  const cost = a.costs["e-prescription"];
  const inHouse = a.inHousePrescribing;
  if (a.facilityType === "hospital") {
    const cap = a.beds >= 200 ? (inHouse ? 2_477_000 : 2_007_000) : inHouse ? 1_696_000 : 1_353_000;
    return yesUpTo(Math.min(cost, cap));
  }
  if (isClinic(a)) return yesUpTo(Math.min(cost, inHouse ? 359_000 : 271_000));
  if (isChain(a)) return yesUnstated();
  return inHouse
    ? yes(Math.min(Math.floor(Math.min(cost, 603_000) / 2), 302_000))
    : yes(Math.min(Math.floor(Math.min(cost, 553_000) / 2), 277_000));
}

/** Each by its programme. */
export const BY_ID = {
  "medical-assistance": medicalAssistance,
  "outpatient-mobile": outpatientMobile,
  "home-visit-mobile": homeVisitMobile,
  "online-care-mobile": onlineCareMobile,
  "checkup-body-mobile": checkupBodyMobile,
  "exempt-body-mobile": exemptBodyMobile,
  "card-integration": cardIntegration,
  "smartphone-reader": smartphoneReader,
  "e-prescription": ePrescription,
  "ehr-sharing": ehrSharing,
  productivity,
  "it-introduction": itIntroduction,
};

/** The four. */
export const four = (a) => ({
  "home-visit-mobile": homeVisitMobile(a),
  "ehr-sharing": ehrSharing(a),
  productivity: productivity(a),
  "it-introduction": itIntroduction(a),
});

/** All twelve. */
export const twelve = (a) => ({
  "medical-assistance": medicalAssistance(a),
  "outpatient-mobile": outpatientMobile(a),
  "home-visit-mobile": homeVisitMobile(a),
  "online-care-mobile": onlineCareMobile(a),
  "checkup-body-mobile": checkupBodyMobile(a),
  "exempt-body-mobile": exemptBodyMobile(a),
  "card-integration": cardIntegration(a),
  "smartphone-reader": smartphoneReader(a),
  "e-prescription": ePrescription(a),
  "ehr-sharing": ehrSharing(a),
  productivity: productivity(a),
  "it-introduction": itIntroduction(a),
});
