import Foundation
import Testing

/// What `deploy/quickstart` says where nothing has to be built or started.
@Suite struct QuickstartTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test(arguments: [false, true])
    func `removing ends with what was removed`(holdsMore: Bool) async throws {
        let program = try Program()
        let folder = program.path("quickstart")
        for name in [".quickstart", "data", "export"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        if holdsMore { try program.write("mine", to: "quickstart/notes.txt") }
        let ran = try await program.script("'\(Self.root)/deploy/quickstart' --remove --yes --folder '\(folder)'")
        let what = "the records, the exports, the log and the sign-ins"
        let last = holdsMore ? "Removed \(what) in \(folder); what else is there stays." : "Removed \(folder): \(what)."
        #expect(ran == Transcript("No service runs in \(folder).\n\(last)\n"))
        #expect(FileManager.default.fileExists(atPath: folder) == holdsMore)
        try program.remove()
    }
}
