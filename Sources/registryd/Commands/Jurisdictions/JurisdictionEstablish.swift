import ArgumentParser
import Records
import Registry

/// `registryd jurisdiction establish`: an authority with its first administrator, who can appoint everybody else.
struct JurisdictionEstablish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "establish", abstract: "Set up an authority and its first administrator.",
        discussion: """
            Example:
              registryd jurisdiction establish 0363 --name Amsterdam --time-zone Europe/Amsterdam --languages nl,en \\
                --administrator a.jansen --administrator-name "Anna Jansen"
            The administrator's token is written once. Keep it, and sign in with: registryctl login
            """)

    @Argument(help: "Its official code, 2 to 12 digits and capitals.")
    var code: String

    @Option(help: "Its name.")
    var name: String

    @Option(help: ArgumentHelp("The IANA zone in which its days are counted.", valueName: "zone"))
    var timeZone: String

    @Option(help: ArgumentHelp("Its languages, the main one first, separated by commas.", valueName: "codes"))
    var languages = "en"

    @Option(help: ArgumentHelp("west,south,east,north of its area in degrees (WGS 84).", valueName: "bounds"))
    var bounds: String?

    @Option(help: ArgumentHelp("The login of its first administrator.", valueName: "login"))
    var administrator: String

    @Option(help: ArgumentHelp("The administrator's name.", valueName: "name"))
    var administratorName: String

    @OptionGroup var token: TokenOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let new = NewJurisdiction(
            code: code, name: name, timeZone: timeZone, languages: languages.split(separator: ",").map(String.init),
            bounds: try bounds.map(Self.rectangle), administratorLogin: administrator,
            administratorName: administratorName)
        try await Installation.open(installation) { installation in
            try await installation.prepare()
            let (person, secret) = try await installation.asService { database in
                let registry = try await installation.registry(over: database)
                let made = try await registry.establishJurisdiction(new)
                let actor = Actor(
                    jurisdiction: made.jurisdiction, jurisdictionCode: code, person: made.administrator,
                    personName: administratorName, login: administrator, roles: [.administrator])
                return (made.administrator, try await token.issue(to: made.administrator, by: actor, registry))
            }
            say("established: \(code) \(name), administrator \(administrator) (person \(person))")
            try token.hand(over: secret)
        }
    }

    private static func rectangle(_ text: String) throws -> Bounds {
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3] else {
            throw ValidationError(
                "--bounds is \(text); it is west,south,east,north in degrees, for example 4.72,52.27,5.08,52.44.")
        }
        return Bounds(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    }
}
