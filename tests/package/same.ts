// The types of the package against the contract: neither more nor less in what both have.
import type * as Contract from "./contract.js";
import type * as Package from "iryo-dx-hojokin";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const same: [
  Same<Package.Answers, Contract.Answers>,
  Same<Package.Request, Contract.Request>,
  Same<Package.Report, Contract.Report>,
  Same<Package.ProgrammeResult, Contract.ProgrammeResult>,
  Same<Package.Condition, Contract.Condition>,
  Same<Package.ManyRequest, Contract.ManyRequest>,
  Same<Package.ManyReport, Contract.ManyReport>,
  Same<Package.ManyResult, Contract.ManyResult>,
  Same<Package.CalculatorError, Contract.CalculatorError>,
  Same<Package.IryoDxHojokinElement, Contract.IryoDxHojokinElement>,
  Same<typeof Package.evaluate, typeof Contract.evaluate>,
  Same<typeof Package.evaluateMany, typeof Contract.evaluateMany>,
  Same<typeof Package.parseYen, typeof Contract.parseYen>,
  Same<typeof Package.reset, typeof Contract.reset>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true];

// The package says more of the catalogue than the contract does.
export const catalogue: typeof Contract.catalogue = {} as typeof Package.catalogue;
export const more: Same<typeof Package.catalogue, typeof Contract.catalogue> = false;

// What holds for anything would hold here too.
export const different: [Same<Contract.Report, Contract.Answers>, Same<string, string | null>] = [false, false];
