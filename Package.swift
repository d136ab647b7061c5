// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

func module(_ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "Praxis",
    products: [
        .executable(name: "praxisd", targets: ["praxisd"]),
        .executable(name: "praxisctl", targets: ["praxisctl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "Logging"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Hummingbird brings it; its names for the parts of a request are the ones that channel handlers see.
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        module("Postgres", "CLibPQ", logging, lifecycle, crypto),
        module("HTML"),
        .target(
            name: "RosterSolver",
            swiftSettings: settings + [.unsafeFlags(["-Ounchecked"], .when(configuration: .release))]),
        module("PraxisCore", "Postgres", logging, crypto),
        module("Identity", "PraxisCore", "Postgres", crypto, cryptoExtras, logging),
        module("Credentialing", "PraxisCore", "Postgres", crypto),
        module("Rostering", "PraxisCore", "Postgres"),
        module("Budgeting", "PraxisCore", "Postgres"),
        module("Ordering", "PraxisCore", "Postgres"),
        module(
            "PraxisWeb", "HTML", "PraxisCore", "Postgres", "Identity", "Credentialing", "Rostering", "Budgeting",
            "Ordering", hummingbird, httpTypes, logging, metrics, crypto, nioCore, nioPosix, nioHTTPTypes,
            resources: [.copy("Assets")]),
        module(
            "PraxisServer", "PraxisWeb", "PraxisCore", "Postgres", "Identity", "Credentialing", "Rostering",
            "Budgeting", "Ordering", "HTML", hummingbird, httpTypes, logging, metrics, crypto, nioCore, nioPosix,
            lifecycle,
            unixSignals, configuration, system),
        program("praxisd", "PraxisServer"),
        program(
            "praxisctl", "PraxisServer", "PraxisCore", "Postgres", "Identity", "Credentialing", "Rostering",
            "Budgeting", "Ordering", "RosterSolver", argumentParser, logging, crypto),
        program("praxisbench", "Postgres", argumentParser),
        .target(
            name: "TestSupport",
            dependencies: [
                "PraxisWeb", "PraxisServer", "PraxisCore", "Postgres", "CLibPQ", "Identity", hummingbird, httpTypes,
                logging, crypto, nioCore, nioEmbedded,
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        tests("Postgres", "CLibPQ", "TestSupport", logging),
        tests("HTML"),
        tests("PraxisCore", "Postgres", "TestSupport", crypto),
        tests("Identity", "PraxisCore", "Postgres", "TestSupport", crypto),
        tests("Credentialing", "PraxisCore", "Postgres", "TestSupport", resources: [.copy("Vectors")]),
        tests("Rostering", "PraxisCore", "Postgres", "TestSupport"),
        tests("RosterSolver", resources: [.copy("Fixtures")]),
        tests("Budgeting", "PraxisCore", "Postgres", "PraxisServer", "TestSupport"),
        tests("Ordering", "PraxisCore", "Postgres", "PraxisServer", "Budgeting", "TestSupport"),
        tests(
            "PraxisWeb", "HTML", "PraxisCore", "Postgres", "Identity", "Credentialing", "Rostering", "Budgeting",
            "Ordering", "PraxisServer", "TestSupport", hummingbird, httpTypes, logging, nioCore, nioHTTPTypes,
            nioEmbedded),
        tests(
            "PraxisServer", "praxisd", "praxisctl", "PraxisCore", "Postgres", "Identity", "TestSupport", crypto,
            logging),
    ],
    swiftLanguageModes: [.v6]
)
