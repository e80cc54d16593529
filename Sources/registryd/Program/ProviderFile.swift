import FoundationEssentials
import OpenID
import Records

/// The identity provider as an operator has set it down in a file, with the provider's keys in another one beside it.
enum ProviderFile {
    /// - Throws: `Refusal` that names the file and all that is wrong in it.
    static func read(_ path: String) throws -> OpenIDProvider {
        let settings = try json(path)
        do {
            let named = try OpenIDProvider.keysFile(settings)
            let keys = named.hasPrefix("/") ? named : folder(of: path) + named
            return try OpenIDProvider(settings, keys: try json(keys))
        } catch let refusal as Refusal where !refusal.problems.isEmpty {
            throw Refusal(
                .badInput, "provider_not_taken", "The identity provider of \(path) is not taken.",
                detail: refusal.problems.map(\.detail).joined(separator: " "),
                hint: "Mend the file, or its keys: registryd serve --help shows one.")
        }
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
