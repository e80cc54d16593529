import Records

/// Contact data as bytes: JSON with the members that are there.
enum ContactForm {
    static func bytes(_ contact: NuisanceContact) -> [UInt8] {
        let members = [("name", contact.name), ("email", contact.email), ("phone", contact.phone)]
        return JSONValue.object(
            Dictionary(uniqueKeysWithValues: members.compactMap { name, text in text.map { (name, .string($0)) } })
        ).bytes()
    }

    /// - Throws: `SealingProblem.unknownForm`.
    static func contact(_ bytes: [UInt8]) throws -> NuisanceContact {
        guard let json = try? BoundedJSON.parse(bytes), case .object(let members) = json,
            Set(members.keys).isSubset(of: ["name", "email", "phone"])
        else { throw SealingProblem.unknownForm }
        return NuisanceContact(
            name: members["name"]?.text, email: members["email"]?.text, phone: members["phone"]?.text)
    }
}
