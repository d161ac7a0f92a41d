/**
 * Parts of a mixture whose components are the joint outcomes of the nodes of a causal graph (Walker
 * et al. 2023): outcomes, an acyclic graph by node potentials, tables, its fit and score, the
 * Gaussian mixture and its online form, the split of clusters into nodes, formulas that stand in
 * for decoders, and the objective. Numbers in, numbers out; knows neither windows nor modalities.
 */
package io.headwater.model.mixture;
