import ArgumentParser
import FoundationEssentials
import Glibc
import Provision
import Records
import Registry

/// What is asked for a token, and where it goes.
struct TokenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What the token is for.", valueName: "text"))
    var label = "first token"

    @Option(help: ArgumentHelp("For how long it works, 1 to 365 days.", valueName: "days"))
    var expiresInDays = 90

    @Option(
        help: ArgumentHelp("Write it into this new file, readable by you alone, not to the screen.", valueName: "file"))
    var tokenFile: String?

    func validate() throws {
        guard NewToken.days.contains(expiresInDays) else {
            throw ValidationError("--expires-in-days is \(expiresInDays); it can be 1 to 365.")
        }
    }

    /// The secret of a new token for `person`.
    /// - Parameter login: of which account; nil is the first one.
    func issue(
        to person: Int, login: String? = nil, by actor: Actor, _ registry: Registry
    ) async throws -> String {
        let new = NewToken(label: label, expiresInDays: expiresInDays, login: login)
        let answer = try await registry.issueToken(String(person), new, Call(by: actor))
        guard let secret = try BoundedJSON.parse(answer.body)["token"]?.text else {
            throw ProvisionRefusal("The token was issued, but its answer does not hold it. Issue another one.")
        }
        return secret
    }

    /// Writes it where it was asked for.
    func hand(over secret: String) throws {
        guard let tokenFile else { return say("token: \(secret)") }
        let descriptor = open(tokenFile, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ProvisionRefusal(
                "The token was issued, but \(tokenFile) could not be written: \(String(cString: strerror(errno))). "
                    + "Issue another one with: registryd token issue")
        }
        defer { close(descriptor) }
        let line = Array((secret + "\n").utf8)
        guard fchmod(descriptor, 0o600) == 0, write(descriptor, line, line.count) == line.count else {
            throw ProvisionRefusal(
                "The token was issued, but \(tokenFile) could not be written: \(String(cString: strerror(errno))). "
                    + "Issue another one with: registryd token issue")
        }
        say("token file: \(tokenFile)")
    }
}
