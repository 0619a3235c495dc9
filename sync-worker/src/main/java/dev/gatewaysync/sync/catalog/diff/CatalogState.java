package dev.gatewaysync.sync.catalog.diff;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import java.util.Map;

/**
 * A catalogue, or the part of one that is compared.
 *
 * @param categories by id
 * @param resources by category id, then by URL key; a category that is not in here is not compared
 */
record CatalogState(Map<String, CatalogCategory> categories, Map<String, Map<String, CatalogResource>> resources) {}
