/** Where chance comes from: one seed chooses a way, or every way is walked and weighed. */
package io.kubenet.chance.choice;
