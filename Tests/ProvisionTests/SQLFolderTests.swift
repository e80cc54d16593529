import FoundationEssentials
import Provision
import Testing
import TestSupport

@Suite struct SQLFolderTests {
    @Test func `it is found above the program, beside an installed one, or where it was named`() async throws {
        try await withFolder { folder in
            let files = FileManager.default
            for path in ["clone/sql/migrations", "clone/.build/debug", "usr/bin", "usr/share/registry/sql/migrations"] {
                try files.createDirectory(atPath: "\(folder)/\(path)", withIntermediateDirectories: true)
            }
            #expect(
                try SQLFolder.find(named: nil, program: folder + "/clone/.build/debug/registryd") == folder
                    + "/clone/sql")
            #expect(
                try SQLFolder.find(named: nil, program: folder + "/usr/bin/registryd") == folder
                    + "/usr/share/registry/sql")
            #expect(try SQLFolder.find(named: folder + "/clone/sql", program: nil) == folder + "/clone/sql")
        }
    }

    @Test func `where there is none, the places are named`() async throws {
        try await expectRefusal(
            "The folder /nowhere holds no migrations. Name the one with migrations and views in it."
        ) { _ = try SQLFolder.find(named: "/nowhere") }
        try await expectRefusal(
            """
            The SQL files of the registry were not found: neither /nowhere/share/registry/sql nor a folder above \
            /nowhere/bin/registryd holds sql/migrations. Name the folder with --sql-folder.
            """
        ) { _ = try SQLFolder.find(named: nil, program: "/nowhere/bin/registryd") }
    }
}
