// swift-tools-version: 6.2
import PackageDescription

/// Every target of this package: Swift 6 language mode, and a warning stops the build.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nio = ["NIOCore", "NIOConcurrencyHelpers", "NIOHTTP1"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "tolerance-registry",
    products: [
        .executable(name: "registryd", targets: ["registryd"]),
        .executable(name: "registryctl", targets: ["registryctl"]),
        .executable(name: "benchmarks", targets: ["benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        // Below Hummingbird already; named because Server adds a handler of its own to the channel.
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
    ],
    targets: [
        // What may import what is stated in the README ("Structure") and checked by Tests/StructureTests.
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibpq", logging, lifecycle], swiftSettings: strict),
        .target(name: "Policy", swiftSettings: strict),
        .target(
            name: "PolicyPacks", dependencies: ["Policy", yams, crypto], resources: [.copy("Packs")],
            swiftSettings: strict),
        .target(name: "Records", dependencies: ["Policy"], swiftSettings: strict),
        .target(name: "Sealing", dependencies: ["Records", crypto], swiftSettings: strict),
        .target(name: "EvidenceFiles", dependencies: ["Records", crypto], swiftSettings: strict),
        .target(
            name: "Registry",
            dependencies: [
                "Records", "Postgres", "Policy", "TransparencyLog", "Sealing", "EvidenceFiles", crypto, cryptoExtras,
            ],
            swiftSettings: strict),
        .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: strict),
        .target(name: "OpenID", dependencies: ["Records", jwtKit], swiftSettings: strict),
        .target(name: "Statistics", dependencies: ["Records", "Policy"], swiftSettings: strict),
        .target(name: "Provision", dependencies: ["Postgres", crypto, logging, lifecycle], swiftSettings: strict),
        .target(
            name: "Server",
            dependencies: [
                "Registry", "Records", "Postgres", "Policy", "Statistics", "PolicyPacks", "TransparencyLog", "OpenID",
                "EvidenceFiles", hummingbird, crypto, logging, lifecycle, nioHTTPTypes, nioPosix, httpTypes,
            ] + nio,
            swiftSettings: strict),
        .executableTarget(
            name: "registryd",
            dependencies: [
                "Server", "Provision", "Registry", "Records", "Policy", "PolicyPacks", "Postgres", "TransparencyLog",
                "Sealing", "OpenID", "EvidenceFiles", argumentParser, httpClient,
                logging,
                lifecycle,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "registryctl",
            dependencies: ["Records", "Policy", "Sealing", argumentParser, httpClient, nioPosix, crypto] + nio,
            swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: [
                "Provision", "Registry", "PolicyPacks", "Postgres", "TransparencyLog", "Sealing", "EvidenceFiles",
                logging,
                nioPosix,
            ] + nio,
            path: "Tests/TestSupport", swiftSettings: strict),
        // Makes tokens of an identity provider, good and bad ones, without the library that checks them.
        .target(
            name: "OpenIDForge", dependencies: ["OpenID", "Records", crypto, cryptoExtras], path: "Tests/OpenIDForge",
            swiftSettings: strict),
        // Seeded random numbers for the tests that need nothing of the rest.
        .target(name: "Chance", dependencies: ["Policy"], path: "Tests/Chance", swiftSettings: strict),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", "TestSupport", logging, lifecycle], swiftSettings: strict),
        .testTarget(name: "PolicyTests", dependencies: ["Policy", "Chance"], swiftSettings: strict),
        .testTarget(
            name: "PolicyPacksTests", dependencies: ["PolicyPacks", "Policy", "Chance"],
            exclude: ["Bad", "Unsound", "good.yaml"],
            swiftSettings: strict),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "Chance"], swiftSettings: strict),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "Registry", "Records", "Postgres", "Policy", "PolicyPacks", "Provision", "Server", "TestSupport",
                "TransparencyLog", "Sealing", "EvidenceFiles", "Chance", httpClient, crypto, logging, lifecycle,
            ] + nio,
            swiftSettings: strict),
        .testTarget(
            name: "EvidenceFilesTests", dependencies: ["EvidenceFiles", "Records", "Policy", "Chance", crypto],
            swiftSettings: strict),
        .testTarget(name: "SealingTests", dependencies: ["Sealing", "Records"], swiftSettings: strict),
        .testTarget(name: "OpenIDTests", dependencies: ["OpenID", "OpenIDForge", "Records"], swiftSettings: strict),
        .testTarget(
            name: "TransparencyLogTests", dependencies: ["TransparencyLog", "Chance", crypto], swiftSettings: strict),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics", "Records", "Policy", "Chance"],
            exclude: ["exact_integrity.py"], swiftSettings: strict),
        .testTarget(
            name: "ProvisionTests", dependencies: ["Provision", "TestSupport", "Postgres", "Registry", logging],
            swiftSettings: strict),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Policy", "PolicyPacks", "Registry", "Records", "Postgres", "Provision", "TestSupport",
                "TransparencyLog", "Sealing", "OpenID", "OpenIDForge", "EvidenceFiles", "registryd", httpClient, crypto,
                logging, lifecycle, httpTypes,
            ] + nio + [nioPosix],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "registryctl", "Records", "Policy", "PolicyPacks", "Postgres", "Provision", "Registry", "Server",
                "TestSupport", "TransparencyLog", "OpenID", "OpenIDForge", "EvidenceFiles", crypto, logging, lifecycle,
                nioPosix,
            ] + nio,
            exclude: ["Tour"], swiftSettings: strict),
        .executableTarget(
            name: "benchmarks", dependencies: ["Postgres", "Policy", "PolicyPacks", "Registry", logging],
            path: "Tests/Benchmarks/Sources", swiftSettings: strict),
        .testTarget(name: "StructureTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
