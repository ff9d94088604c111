/** What is wrong or suspicious in a cluster. */
package io.kubenet.finding;
