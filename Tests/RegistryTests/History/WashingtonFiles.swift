import FoundationEssentials

/// The agency's own files, which have no licence and so don't ship: they stand beside the repository, in `../shared/data`
/// (or in the folder that REGISTRY_SHARED_DATA names).
enum WashingtonFiles {
    static let repository =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    static let folder =
        ProcessInfo.processInfo.environment["REGISTRY_SHARED_DATA"] ?? repository + "/../shared/data"
    /// In CI (`.ci/run`) their absence is a failure.
    static let isRequired = ProcessInfo.processInfo.environment["REGISTRY_SHARED_REQUIRED"] == "1"

    static let applicants = "wa_lcb_applicants_2017_2020.csv"
    static let businesses = "wa_lcb_licensed_businesses_2018.csv"
    static let penalties = "wa_lcb_penalties_2014_2020.csv"
    static let violations = "wa_lcb_violations_2014_2020.csv"
    static let visits = "wa_lcb_visits_2014_2020.csv"
    static let olderViolations = "wa_lcb_violations_2014_2018_older_vintage.csv"
    private static let all = [applicants, businesses, penalties, violations, visits, olderViolations]

    /// The first that is not there; nil when all are.
    static let missing = all.first { !FileManager.default.fileExists(atPath: folder + "/" + $0) }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }
}
