import FoundationEssentials
import OpenID
import Provision
import Records

/// The identity provider as an operator has set it down in a file, with the provider's keys in another one beside it.
enum ProviderFile {
    /// - Throws: `Refusal` that names the file and all that is wrong in it.
    static func read(_ path: String) throws -> OpenIDProvider {
        let settings = try json(path)
        do {
            let keys = Self.beside(path, try OpenIDProvider.keysFile(settings))
            let secret = try OpenIDProvider.clientSecretFile(settings).map { try Self.secret(Self.beside(path, $0)) }
            return try OpenIDProvider(settings, keys: try json(keys), clientSecret: secret)
        } catch let refusal as Refusal where !refusal.problems.isEmpty {
            throw Refusal(
                .badInput, "provider_not_taken", "The identity provider of \(path) is not taken.",
                detail: refusal.problems.map(\.detail).joined(separator: " "),
                hint: "Mend the file, or its keys: registryd serve --help shows one.")
        }
    }

    private static func beside(_ path: String, _ named: String) -> String {
        named.hasPrefix("/") ? named : folder(of: path) + named
    }

    /// What the provider knows this registry by: one line, which nobody but the service may read.
    private static func secret(_ path: String) throws -> Sensitive<String> {
        let file = KeptFile(path, holding: "client secret", remedy: "Put the provider's secret there.")
        let text = try file.read().map { String(decoding: $0, as: UTF8.self) } ?? ""
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let word = words.first else {
            throw Refusal(
                .badInput, "provider_not_taken", "\(path) holds no client secret: one word without blanks is needed.",
                hint: "Write the secret into it that the identity provider has for this registry.")
        }
        return Sensitive(String(word))
    }

    private static func json(_ path: String) throws -> JSONValue {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Refusal(
                .notFound, "no_provider_file", "\(path) can't be read.", hint: "Check its name and who may read it.")
        }
        do {
            return try BoundedJSON.parse(Array(bytes))
        } catch {
            throw Refusal(.badInput, "provider_not_taken", "\(path) is no JSON: \(error).", hint: "Mend the file.")
        }
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
