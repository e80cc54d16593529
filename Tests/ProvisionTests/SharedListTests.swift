import FoundationEssentials
import Testing

/// The list that ships as a sample is the one of the shared files, which stand beside the repository.
///
/// Without the shared files the comparison is skipped, but it fails where REGISTRY_SHARED_REQUIRED is 1 (`.ci/run`).
@Suite struct SharedListTests {
    private static let name = "nl_amsterdam_gedooglijst_2026-03-05.csv"
    private static let repository =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    private static let shared = repository + "/../shared/data/" + name
    private static let isRequired = ProcessInfo.processInfo.environment["REGISTRY_SHARED_REQUIRED"] == "1"

    @Test(
        .enabled(
            if: isRequired || FileManager.default.fileExists(atPath: shared),
            "../shared/data/\(name) is not there to compare with."))
    func `the sample list is the shared one, byte for byte`() throws {
        let sample = try Data(contentsOf: URL(filePath: Self.repository + "/deploy/samples/" + Self.name))
        guard FileManager.default.fileExists(atPath: Self.shared) else {
            Issue.record("../shared/data/\(Self.name) is not there, and REGISTRY_SHARED_REQUIRED is 1.")
            return
        }
        let isSame = try Data(contentsOf: URL(filePath: Self.shared)) == sample
        #expect(isSame, "deploy/samples/\(Self.name) differs from ../shared/data/\(Self.name).")
    }
}
