import Foundation
import Testing

/// Which module may import which: the arrows of the architecture, checked in every source file.
@Suite struct ImportRules {
    /// Target → what it may import. A target that is not named here fails the test.
    static let allowed: [String: Set<String>] = [
        "CLibpq": [],
        "Postgres": ["CLibpq", "Logging", "ServiceLifecycle", "Glibc", "Synchronization"],
        "Policy": [],
        "PolicyPacks": ["Policy", "Yams", "Crypto", "Foundation", "FoundationEssentials"],
        "Records": ["Policy"],
        "Sealing": ["Records", "Crypto", "FoundationEssentials"],
        "EvidenceFiles": ["Records", "Crypto", "FoundationEssentials", "Glibc", "Synchronization"],
        "Registry": [
            "Records", "Postgres", "Policy", "TransparencyLog", "Sealing", "EvidenceFiles", "Crypto", "CryptoExtras",
            "FoundationEssentials",
        ],
        "TransparencyLog": ["Crypto", "FoundationEssentials"],
        "OpenID": ["Records", "JWTKit"],
        "Statistics": ["Records", "Policy", "Glibc"],
        "Provision": [
            "Postgres", "Crypto", "Logging", "ServiceLifecycle", "Foundation", "FoundationEssentials", "Glibc",
            "Dispatch",
        ],
        "Server": [
            "Registry", "Statistics", "PolicyPacks", "Policy", "Records", "Postgres", "TransparencyLog", "OpenID",
            "EvidenceFiles", "Hummingbird",
            "HTTPTypes",
            "NIOCore",
            "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "NIOConcurrencyHelpers", "HummingbirdCore", "ServiceLifecycle",
            "Logging",
            "Crypto", "Glibc",
            "FoundationEssentials", "Synchronization",
        ],
        "registryd": [
            "Server", "Provision", "Registry", "Records", "Policy", "PolicyPacks", "Postgres", "TransparencyLog",
            "Sealing", "OpenID", "EvidenceFiles", "ArgumentParser", "AsyncHTTPClient", "NIOCore",
            "Logging",
            "ServiceLifecycle", "Foundation", "FoundationEssentials", "Glibc",
        ],
        "registryctl": [
            "Records", "Policy", "Sealing", "ArgumentParser", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
            "HTTPTypes", "Crypto",
            "FoundationEssentials", "Glibc", "Musl", "Synchronization",
        ],
    ]

    @Test func `every target imports only what the architecture allows`() throws {
        let sources = Self.repository.appending(path: "Sources")
        var offences: [String] = []
        var seen = 0
        for target in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
            guard let rules = Self.allowed[target] else {
                offences.append("\(target) is not in the table of targets")
                continue
            }
            for file in Self.swiftFiles(below: sources.appending(path: target)) {
                for module in try Self.imports(of: file) {
                    seen += 1
                    if !rules.contains(module) {
                        offences.append("\(target)/\(file.lastPathComponent) imports \(module)")
                    }
                }
            }
        }
        #expect(offences == [])
        #expect(seen > 50, "The test read only \(seen) import lines.")
    }

    @Test func `who takes a sensitive value out of its wrapper is listed`() throws {
        let expected = [
            "Records/Sensitive.swift", "Registry/NuisanceReports/ReceiveNuisanceReport.swift",
            "Sealing/ReportSeal.swift", "Server/SignIn/Browser/TokenExchange.swift",
            "registryctl/Commands/Contacts/ContactRead.swift",
        ]
        let sources = Self.repository.appending(path: "Sources")
        let found = try Self.swiftFiles(below: sources).filter { file in
            try String(contentsOf: file, encoding: .utf8).contains("unsealed")
        }.map { $0.path.dropFirst(sources.path.count + 1) }.map(String.init)
        #expect(found.sorted() == expected)
    }

    @Test func `the README names the same arrows`() throws {
        let text = try String(contentsOf: Self.repository.appending(path: "README.md"), encoding: .utf8)
        var named: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let target = cells[0].trimmingCharacters(in: ["`"])
            guard cells.count == 3, Self.allowed[target] != nil else { continue }
            named[target] = cells[2] == "-" ? [] : Set(cells[2].components(separatedBy: ", "))
        }
        let ours = Set(Self.allowed.keys)
        #expect(named == Self.allowed.mapValues { $0.intersection(ours) })
    }

    @Test func `policy and postgres never meet in one target below the registry`() {
        for (target, imports) in Self.allowed where !["Registry", "Server", "registryd"].contains(target) {
            #expect(!(imports.contains("Policy") && imports.contains("Postgres")), "\(target)")
        }
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func swiftFiles(below folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    /// The modules of the `import` lines, whatever stands before `import` (`@preconcurrency`, `package`) or after it.
    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else { return nil }
            guard place == 0 || words[0].hasPrefix("@") || ["package", "internal", "private"].contains(words[0]) else {
                return nil
            }
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
            let name = kinds.contains(words[place + 1]) ? words[place + 2] : words[place + 1]
            return String(name.split(separator: ".")[0])
        }
    }
}
