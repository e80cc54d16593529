/// What kind of nuisance was reported. The names are those of the column; their sources stand in the schema.
package enum NuisanceCategory: String, Sendable, CaseIterable, Codable {
    case parking, noise, litter, loitering, smell
    case publicUse = "public_use"
    case dealing, traffic, harassment, other
}
